package io.genisys.connector.cluster;

import io.genisys.connector.model.Protocol;

/**
 * What {@code /head} says of the log.
 *
 * @param last number of its last entry, 1 or more
 * @param base of it
 * @param needs the smallest {@link Protocol} that can read all of it; it never sinks. 0: it was written before there
 *     was more than one
 */
record Head(long last, Base base, int needs) {
    /** Where the head is. */
    static final String PATH = "/head";

    /**
     * All there was after an entry.
     *
     * @param entry its number; the entries up to it may be gone
     * @param where its bytes are
     */
    record Base(long entry, Parts.Place where) {}

    /** @param needed to read the next entry */
    Head next(int needed) {
        return new Head(last + 1, base, Math.max(needs, needed));
    }

    Head on(Base next) {
        return new Head(last, next, needs);
    }

    boolean isReadable() {
        return needs <= Protocol.NEWEST;
    }
}
