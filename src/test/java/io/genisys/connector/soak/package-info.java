/**
 * Works the connector and breaks what it stands on, at random and for a long time; run by {@code scripts/soak}. A
 * program: what it finds goes to stdout.
 */
package io.genisys.connector.soak;
