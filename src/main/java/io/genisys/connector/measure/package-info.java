/** What was counted and timed since the start, in memory. */
package io.genisys.connector.measure;
