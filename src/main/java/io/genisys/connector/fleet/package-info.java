/** What is there: the last report of every host, kept in memory, and counts made from it. */
package io.genisys.connector.fleet;
