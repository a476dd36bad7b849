/** How the values of {@code model} are written as JSON where they leave the process: on the wire and on disk. */
package io.genisys.connector.json;
