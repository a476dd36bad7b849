/** Measures the connector beside the least that could do the same; run by {@code scripts/bench}. */
package io.genisys.connector.bench;
