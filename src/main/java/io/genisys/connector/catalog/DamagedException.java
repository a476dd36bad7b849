package io.genisys.connector.catalog;

/** A journal holds something that was never written, or not all that was. Its message quotes nothing of it. */
final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
