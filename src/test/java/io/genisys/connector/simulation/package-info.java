/** Many hosts at once: a connector beside scripted engines, for {@code scripts/simulate}. */
package io.genisys.connector.simulation;
