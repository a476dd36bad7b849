package io.genisys.connector.model;

/** What a host's engine was like at its last report. */
public enum HostCondition {
    /** It answers. */
    READY,
    /** It does not answer: its containers are unknown, the last report about them stands. */
    UNREACHABLE,
    /** It has not answered for so long that its containers count no more: they are replaced elsewhere. */
    LOST
}
