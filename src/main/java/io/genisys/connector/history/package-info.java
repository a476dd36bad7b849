/** What happened lately, in memory. */
package io.genisys.connector.history;
