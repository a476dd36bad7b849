package io.genisys.connector.metrics;

import static io.genisys.connector.metrics.Families.set;

import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.metrics.Families.Family;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostView;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How each host is. */
final class HostMetrics {
    private static final String UNKNOWN = "unknown";
    private static final List<String> STATES = List.of("ready", "failing", "unreachable", "lost", UNKNOWN);

    private final Fleet fleet;

    HostMetrics(Fleet fleet) {
        this.fleet = fleet;
    }

    /** @param now by the clock that the hosts' times are measured by */
    void write(Families families, Instant now) {
        Family<GaugeDataPointSnapshot> up =
                families.gauge("genisys_host_up", "1 if the engine of the host answers as it should, else 0.", "host");
        Family<GaugeDataPointSnapshot> states =
                families.gauge("genisys_host_state", "1 for the state that the host is in, else 0.", "host", "state");
        Family<GaugeDataPointSnapshot> reported = families.gauge(
                "genisys_host_report_age_seconds", "Since the engine of the host has answered last.", "host");
        Family<GaugeDataPointSnapshot> heard = families.gauge(
                "genisys_host_events_age_seconds",
                "Since the stream of events of the host was opened, or told something.",
                "host");
        fleet.hosts().forEach(host -> {
            String name = host.host().value();
            set(up, host.isReady() ? 1 : 0, name);
            STATES.forEach(state -> set(states, state.equals(state(host)) ? 1 : 0, name, state));
            if (host.isKnown()) {
                set(reported, age(host.engine().at(), now), name);
            }
            if (host.engine().hasEvents()) {
                set(heard, age(host.engine().eventsAt(), now), name);
            }
        });
    }

    /** One that never answered is unknown until it is given up, as in {@code /hosts}. */
    private static String state(HostView host) {
        boolean isUnknown = host.condition() == HostCondition.UNREACHABLE && !host.isKnown();
        return isUnknown ? UNKNOWN : host.condition().name().toLowerCase(Locale.ROOT);
    }

    private static double age(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toMillis()) / (double) TimeUnit.SECONDS.toMillis(1);
    }
}
