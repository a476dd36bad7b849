/**
 * Breaks a cluster of connectors on real engines at random while it is worked through all of its nodes; run by
 * {@code scripts/chaos}. A program: what it finds goes to stdout.
 */
package io.genisys.connector.chaos;
