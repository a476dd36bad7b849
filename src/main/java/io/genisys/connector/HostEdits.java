package io.genisys.connector;

import io.genisys.connector.config.HostSection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts that are edited while the connector runs. */
final class HostEdits {
    private static final Logger LOG = LoggerFactory.getLogger(HostEdits.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Sharing sharing;
    private final Function<List<HostSection>, Future<?>> drive;
    /** Why hosts of the changed file are left out. */
    private Set<String> refused = Set.of();

    private long listAgain = -1;

    /** @param drive drives these, and no others from then on */
    HostEdits(Vertx vertx, Sharing sharing, Function<List<HostSection>, Future<?>> drive) {
        this.vertx = vertx;
        this.sharing = sharing;
        this.drive = drive;
    }

    /** Those that collide with what other nodes list are left out, until they do no more or the file changes. */
    void list(List<HostSection> wanted) {
        vertx.cancelTimer(listAgain);
        sharing.list(wanted).onSuccess(faults -> {
            faults.values().stream()
                    .filter(fault -> !refused.contains(fault))
                    .forEach(fault -> LOG.warn("A changed host is ignored: {}", fault));
            refused = Set.copyOf(faults.values());
            drive(wanted.stream()
                    .filter(host -> !faults.containsKey(host.name()))
                    .toList());
            if (!faults.isEmpty()) {
                listAgain = vertx.setTimer(AGAIN.toMillis(), timer -> list(wanted));
            }
        });
    }

    private void drive(List<HostSection> listed) {
        drive.apply(listed)
                .onFailure(error -> LOG.error("Not all hosts can be driven: {}", StartFaults.sentence(error)));
    }
}
