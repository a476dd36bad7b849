/** Works the connector and breaks what it stands on, at random and for a long time; run by {@code scripts/soak}. */
package io.genisys.connector.soak;
