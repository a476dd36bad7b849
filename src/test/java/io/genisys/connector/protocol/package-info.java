/**
 * Several nodes in one thread, with the classes that decide in production, on a modelled store, bus and engine, under
 * clocks that differ and all kinds of faults. A seed is a whole run.
 */
package io.genisys.connector.protocol;
