package io.genisys.connector.model;

/** That a listener is told. */
@FunctionalInterface
public interface Registration {
    /** From now on the listener is told nothing more. Does nothing the second time. */
    void end();
}
