package io.genisys.connector;

import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until this node of a cluster has heard of all hosts that count: before that it would tell too few containers.
 * Their drivers tell what runs there, and of those whose drivers are silent the leader does.
 */
final class Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    private static final Duration MOST = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long CHECK_MILLIS = 50;

    private final Vertx vertx;
    private final Catalog catalog;
    private final Fleet fleet;
    private final SteadyClock clock;
    private final Promise<Void> heard = Promise.promise();
    private Instant nextQuestion;

    Hearing(Vertx vertx, Catalog catalog, Fleet fleet, SteadyClock clock) {
        this.vertx = vertx;
        this.catalog = catalog;
        this.fleet = fleet;
        this.clock = clock;
        this.nextQuestion = clock.instant();
    }

    /** Ends after some seconds in any case. */
    Future<Void> ofAll() {
        Instant end = clock.instant().plus(MOST);
        check(end);
        if (!heard.future().isComplete()) {
            long checking = vertx.setPeriodic(CHECK_MILLIS, timer -> check(end));
            heard.future().onComplete(done -> vertx.cancelTimer(checking));
        }
        return heard.future();
    }

    private void check(Instant end) {
        Set<HostName> missing = catalog.knownHosts().unheard(fleet.hosts());
        Instant now = clock.instant();
        if (missing.isEmpty()) {
            heard.tryComplete();
        } else if (!now.isBefore(end)) {
            LOG.warn("This node is not ready before it has heard of all hosts; it has not of {}", missing);
            heard.tryComplete();
        } else if (!now.isBefore(nextQuestion)) {
            nextQuestion = now.plus(PAUSE);
            missing.forEach(this::ask);
        }
    }

    private void ask(HostName host) {
        new HostClient(vertx).askForReport(host);
        Reports.askWhatIsRemembered(vertx, host);
    }
}
