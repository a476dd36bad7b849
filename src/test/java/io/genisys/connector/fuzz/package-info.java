/** Sends the API what no honest caller sends, at random; run by {@code scripts/fuzz}, and shortly by a test. */
package io.genisys.connector.fuzz;
