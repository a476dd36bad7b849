/** YAML as people write it: words stay words, and what a file cannot mean is refused. */
package io.genisys.connector.yaml;
