package io.genisys.connector.metrics;

import static io.genisys.connector.metrics.Families.set;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.metrics.Families.Family;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.SteadyClock;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the reconciler knows alone. Without an answer of it there is none of this, and all else.
 *
 * @param hosts empty if the reconciler does not answer
 */
record Decisions(Optional<FleetStatus> hosts, BackOffsReport backOffs) {
    static final Decisions UNKNOWN = new Decisions(Optional.empty(), BackOffsReport.NONE);

    static Future<Decisions> of(ReconcileClient reconcile) {
        Future<FleetStatus> hosts = reconcile.hosts();
        Future<BackOffsReport> backOffs = reconcile.backOffs();
        return Future.all(hosts, backOffs)
                .map(both -> new Decisions(Optional.of(hosts.result()), backOffs.result()))
                .otherwise(UNKNOWN);
    }

    void write(Families families, SteadyClock clock) {
        hosts.ifPresent(fleet -> set(
                families.gauge(
                        "genisys_suspended", "1 if nothing is replaced since too many hosts do not answer, else 0."),
                fleet.suspended() ? 1 : 0));
        Family<GaugeDataPointSnapshot> until = families.gauge(
                "genisys_service_back_off_until_timestamp_seconds",
                "When a start that failed is tried again.",
                "service",
                "host");
        // while a service is updated, starts of both its definitions may be delayed on one host
        Map<List<String>, Instant> last = new LinkedHashMap<>();
        backOffs.all()
                .forEach(backOff -> last.merge(
                        List.of(backOff.service().value(), backOff.host().value()),
                        backOff.nextAttempt(),
                        (one, other) -> one.isAfter(other) ? one : other));
        last.forEach((at, next) -> set(until, seconds(clock.onTheWall(next)), at.get(0), at.get(1)));
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
