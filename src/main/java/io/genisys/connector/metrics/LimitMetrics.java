package io.genisys.connector.metrics;

import static io.genisys.connector.metrics.Families.set;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.metrics.Families.Family;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.SteadyClock;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.util.Optional;

/** Which numbers are held back, and by what; what is frozen, and what is protected. */
final class LimitMetrics {
    private final Catalog catalog;
    private final Fleet fleet;
    private final ScalePolicy policy;
    private final SteadyClock clock;

    LimitMetrics(Catalog catalog, Fleet fleet, ScalePolicy policy, SteadyClock clock) {
        this.catalog = catalog;
        this.fleet = fleet;
        this.policy = policy;
        this.clock = clock;
    }

    void write(Families families) {
        Family<GaugeDataPointSnapshot> asked = families.gauge(
                "genisys_service_asked", "Containers that were asked for, if not all of them hold.", "service");
        Family<GaugeDataPointSnapshot> limited = families.gauge(
                "genisys_service_limited", "1 for what holds a number back; zeros are left out.", "service", "by");
        Family<GaugeDataPointSnapshot> frozen = families.gauge(
                "genisys_service_frozen", "1 if number and updates stand still; zeros are left out.", "service");
        Family<GaugeDataPointSnapshot> guarded = families.gauge(
                "genisys_service_protected",
                "Containers that go last when the number shrinks; zeros are left out.",
                "service");
        Guards guards = catalog.guards();
        for (Entry entry : catalog.all()) {
            String service = entry.service().value();
            boolean isFrozen = guards.freezes().isFrozen(entry.service());
            Optional<Allowance> allowance = entry.allowance(policy, isFrozen, clock.instant());
            allowance.flatMap(Allowance::by).ifPresent(by -> {
                set(asked, allowance.get().asked(), service);
                set(limited, 1, service, by.word());
            });
            if (isFrozen) {
                set(frozen, 1, service);
            }
            int count = (int) fleet.replicas(entry.definition()).stream()
                    .filter(replica -> guards.protectedUntil(replica.container(), clock.wall())
                            .isPresent())
                    .count();
            if (count > 0) {
                set(guarded, count, service);
            }
        }
    }
}
