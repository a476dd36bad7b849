package io.genisys.connector.http;

import io.genisys.connector.model.Weight;

/**
 * How much of the heap all callers together may take at once, so that no number of them takes all of it. One for all
 * that serve on one port.
 *
 * @param connections open ones; past it, the one that has been idle for longest makes room
 * @param heads that have come in part: many short headers take fifteen times their bytes
 * @param requests under way, those that wait for a number or a removal among them
 * @param streams of events; they are no requests under way
 * @param bodies bytes of bodies that are read or acted upon
 * @param answers bytes of large answers on their way
 * @param imports which nothing else may take
 */
public record Budget(
        Purse connections, Purse heads, Purse requests, Purse streams, Purse bodies, Purse answers, Imports imports) {
    private static final long KB = 1024;
    private static final long LEAST_CONNECTIONS = 64;
    private static final long MOST_CONNECTIONS = 10_000;
    private static final long MOST_STREAMS = 256;

    /**
     * What imports may take.
     *
     * @param turns at once
     * @param documentBytes of the body of one
     * @param servicesWeight of all services that it holds
     */
    public record Imports(Purse turns, int documentBytes, long servicesWeight) {
        private static final long LARGEST_DOCUMENT = 64 * KB * KB;

        private static Imports of(long heapBytes) {
            int documentBytes = (int) Math.min(LARGEST_DOCUMENT, heapBytes / 16);
            return new Imports(new Purse(1), documentBytes, Weight.borneBy(heapBytes));
        }
    }

    /** What a heap of that size bears. */
    public static Budget of(long heapBytes) {
        long connections = Math.max(LEAST_CONNECTIONS, Math.min(MOST_CONNECTIONS, heapBytes / (128 * KB)));
        return new Budget(
                new Purse(connections),
                new Purse(connections / 8),
                new Purse(connections / 2),
                new Purse(Math.min(MOST_STREAMS, connections / 2)),
                new Purse(Math.max(heapBytes / 16, 4L * Limits.BODY_BYTES)),
                new Purse(heapBytes / 16),
                Imports.of(heapBytes));
    }

    /** What the heap of this process bears. */
    public static Budget ofThisProcess() {
        return of(Runtime.getRuntime().maxMemory());
    }
}
