package io.genisys.connector.fleet;

import io.genisys.connector.model.HostName;
import java.time.InstantSource;

/**
 * Numbers those who drive hosts, one after the other: a later one has a larger number than all before, and than any
 * that the fleet has heard of for its host, whatever clock that one went by. Used from one context only.
 */
public final class Incarnations {
    private final Fleet fleet;
    private final InstantSource clock;
    private long last = Long.MIN_VALUE;

    public Incarnations(Fleet fleet, InstantSource clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    public long next(HostName host) {
        long known = fleet.host(host).map(view -> view.report().incarnation()).orElse(Long.MIN_VALUE);
        last = Math.max(Math.max(last, known) + 1, clock.millis());
        return last;
    }
}
