/**
 * Floods a connector of the shipped size, one storm after another; run by {@code scripts/flood}, and shortly by a test.
 */
package io.genisys.connector.flood;
