package io.genisys.connector.bus;

/**
 * A reconciler takes a host over: orders that were given before are not taken any more.
 *
 * @param epoch the {@link #number}, which orders carry from then on
 */
public record TakeOver(long epoch) {
    /** As many as there may be of one host in one term. */
    private static final int BITS = 20;

    /**
     * @param term the number of the reconciler
     * @param times how often it took that host over, 0 before the first time
     * @return larger than that of each earlier take-over of that host, also in earlier terms
     */
    public static long number(long term, int times) {
        return (term << BITS) + times;
    }
}
