package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Since when this node has had no connection to a quorum. Asked by any thread. */
final class Severance {
    private final InstantSource clock;
    private volatile Optional<Instant> since;

    /** @param clock that goes on evenly */
    Severance(Coordination coordination, InstantSource clock) {
        this.clock = clock;
        this.since = since(coordination.session(), Optional.empty());
        coordination.listen(session -> since = since(session, since));
    }

    private Optional<Instant> since(Session session, Optional<Instant> before) {
        return session == Session.CONNECTED ? Optional.empty() : before.or(() -> Optional.of(clock.instant()));
    }

    /** Empty if it has one. */
    Optional<Instant> since() {
        return since;
    }
}
