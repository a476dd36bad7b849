package io.genisys.connector.cluster;

/**
 * What {@code /head} says of the log.
 *
 * @param last number of its last entry, 1 or more
 * @param base of it
 */
record Head(long last, Base base) {
    /** Where the head is. */
    static final String PATH = "/head";

    /**
     * All there was after an entry.
     *
     * @param entry its number; the entries up to it may be gone
     * @param where its bytes are
     */
    record Base(long entry, Parts.Place where) {}

    Head next() {
        return new Head(last + 1, base);
    }

    Head on(Base next) {
        return new Head(last, next);
    }
}
