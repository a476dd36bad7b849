package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import java.time.Duration;
import java.util.List;

/**
 * What {@link HostLink} keeps from a connect to the moment when the engine is lost. Two are equal only if they are the
 * same. Filled on a worker, then used from one context only.
 */
final class Connection {
    final Engine.EngineInfo info;
    Engine.Watch watch;
    /** What was there right after the watch was opened. */
    List<Container> first = List.of();

    boolean pinging;
    boolean listing;
    /** Something may have changed since the list that is under way was asked for. */
    boolean listAgain;
    /** The stream of events has ended. */
    boolean ended;

    private final long since = System.nanoTime();

    Connection(Engine.EngineInfo info) {
        this.info = info;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
