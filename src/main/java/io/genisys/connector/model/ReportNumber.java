package io.genisys.connector.model;

/**
 * Which report of a host it is.
 *
 * @param incarnation of the sender: it rises when the sender starts again, and sequences begin again
 * @param sequence 1, 2, 3 … within an incarnation; 0 before the first
 */
public record ReportNumber(long incarnation, long sequence) {
    /** Of a host that has never reported. */
    public static final ReportNumber NONE = new ReportNumber(Long.MIN_VALUE, 0);

    public boolean isOlderThan(ReportNumber other) {
        return incarnation < other.incarnation || (incarnation == other.incarnation && sequence < other.sequence);
    }

    public ReportNumber next() {
        return new ReportNumber(incarnation, sequence + 1);
    }
}
