package io.genisys.connector.model;

/**
 * What a node of a cluster understands, as a number: each node says its own, and the smallest rules. It grows by one if
 * something new is kept that an earlier release cannot read, or would lose.
 *
 * <ol>
 *   <li>The first one.
 *   <li>The fields {@code update_config}, {@code progress_deadline} and {@code scaling} of a definition; the label
 *       {@code io.genisys.protect}; the versions of a definition, and its update; what was asked for beside the number
 *       that holds; freezes and protections.
 * </ol>
 */
public final class Protocol {
    public static final int FIRST = 1;
    /** Of this release. */
    public static final int NEWEST = 2;

    private Protocol() {}
}
