package io.genisys.connector.chaos;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that breaks for a while.
 *
 * @param least how long it lasts at least
 * @param restarts whether connectors have to start for all to be well again
 * @param begin breaks it, and returns what mends it
 */
record Fault(String name, Duration least, boolean restarts, Supplier<Runnable> begin) {}
