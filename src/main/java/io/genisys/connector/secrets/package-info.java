/**
 * The files that containers get from the folder of {@code connector.secrets}: found, read, and told apart by a keyed
 * hash. Their content is in no message, log or answer.
 */
package io.genisys.connector.secrets;
