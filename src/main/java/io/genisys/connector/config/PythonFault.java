package io.genisys.connector.config;

/** What ends the reading of one Python statement. */
final class PythonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset where in the text */
    PythonFault(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }
}
