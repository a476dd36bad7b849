/** What happened lately: in memory, and in a file for the runs to come. */
package io.genisys.connector.history;
