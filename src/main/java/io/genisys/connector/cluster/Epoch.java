package io.genisys.connector.cluster;

/** How often the lead changed hands: the version of a znode. */
final class Epoch {
    static final String PATH = "/epoch";

    private Epoch() {}
}
