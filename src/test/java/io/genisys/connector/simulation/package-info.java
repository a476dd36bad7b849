/**
 * Many hosts at once: a connector beside scripted engines, for {@code scripts/simulate}. A program: what it finds goes
 * to stdout.
 */
package io.genisys.connector.simulation;
