package io.genisys.connector.model;

import java.util.Objects;

/**
 * To which node a host is assigned that several nodes may drive.
 *
 * @param node id of the process, which no other one has
 * @param number larger than that of each earlier assignment of any host
 * @param tries how often it was given to another node since it was reached last
 */
public record Assigned(String node, long number, int tries, Hold hold) {
    /** What the node has of it. */
    public enum Hold {
        /** It drives the host. */
        HELD,
        /** It is to end, and may still carry out orders. */
        WITHDRAWN,
        /** It has ended. */
        FREE
    }

    public Assigned {
        Objects.requireNonNull(node);
        Objects.requireNonNull(hold);
    }

    public boolean isHeld() {
        return hold == Hold.HELD;
    }

    public boolean isWithdrawn() {
        return hold == Hold.WITHDRAWN;
    }

    /** The same, to be ended. */
    public Assigned withdrawn(int nextTries) {
        return new Assigned(node, number, nextTries, Hold.WITHDRAWN);
    }

    /** The same, which has ended. */
    public Assigned freed() {
        return new Assigned(node, number, tries, Hold.FREE);
    }

    /** The same, of a host that was reached. */
    public Assigned reached() {
        return new Assigned(node, number, 0, hold);
    }
}
