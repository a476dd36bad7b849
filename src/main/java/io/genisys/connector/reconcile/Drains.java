package io.genisys.connector.reconcile;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SteadyClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When drains are over. A deadline is kept by the wall clock, which alone outlasts a restart, and is counted down from
 * when it was first seen: a change of the wall clock ends no drain early, and makes none longer. Used from one context
 * only.
 */
final class Drains {
    private final SteadyClock clock;
    private final Map<HostName, CountDown> counted = new HashMap<>();

    Drains(SteadyClock clock) {
        this.clock = clock;
    }

    /** What is allowed on a host, with the deadline by the steady clock. */
    Availability counted(HostName host, Availability kept) {
        if (kept.deadline().isEmpty()) {
            counted.remove(host);
            return kept;
        }
        return Availability.drainingUntil(end(host, kept.deadline().get()));
    }

    private Instant end(HostName host, Instant deadline) {
        return counted.compute(
                        host,
                        (h, before) -> before != null && before.deadline().equals(deadline)
                                ? before
                                : new CountDown(deadline, clock.fromTheWall(deadline)))
                .end();
    }

    /**
     * @param deadline by the wall clock, as it is kept
     * @param end by the steady one
     */
    private record CountDown(Instant deadline, Instant end) {}
}
