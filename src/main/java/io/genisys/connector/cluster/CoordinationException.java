package io.genisys.connector.cluster;

/** That something could not be read or changed. */
public final class CoordinationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** A step could not be made: it is there already, or not there, or at another version. Nothing was changed. */
        CONFLICT,
        /** There is no connection: nothing was sent. */
        NOT_CONNECTED,
        /** The connection went before the answer came: what became of it is not known. */
        UNKNOWN,
        /** A defect. */
        INTERNAL
    }

    private final Reason reason;

    public CoordinationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether another try may do, once there is a connection. */
    static boolean isOfConnection(Throwable error) {
        return error instanceof CoordinationException known
                && (known.reason == Reason.NOT_CONNECTED || known.reason == Reason.UNKNOWN);
    }

    static boolean isUnknown(Throwable error) {
        return error instanceof CoordinationException known && known.reason == Reason.UNKNOWN;
    }

    static boolean isConflict(Throwable error) {
        return error instanceof CoordinationException known && known.reason == Reason.CONFLICT;
    }
}
