package io.genisys.connector.catalog;

/** Is told of each write of a catalog, on the thread that wrote. */
@FunctionalInterface
public interface WriteListener {
    WriteListener NONE = (nanos, isKept) -> {};

    /**
     * @param nanos how long it took
     * @param isKept false if the disk refused it
     */
    void wrote(long nanos, boolean isKept);
}
