/**
 * Measures the connector beside the least that could do the same; run by {@code scripts/bench}. A program: what it
 * finds goes to stdout.
 */
package io.genisys.connector.bench;
