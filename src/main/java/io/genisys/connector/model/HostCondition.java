package io.genisys.connector.model;

/** What a host's engine was like at its last report. */
public enum HostCondition {
    /** It answers. */
    READY,
    /** It answers, but with errors: no orders go there, and the last report about its containers stands. */
    FAILING,
    /** It does not answer: its containers are unknown, the last report about them stands. */
    UNREACHABLE,
    /** It has not answered for so long that its containers count no more: they are replaced elsewhere. */
    LOST
}
