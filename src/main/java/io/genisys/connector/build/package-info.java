/** What the build runs, and no connector does. */
package io.genisys.connector.build;
