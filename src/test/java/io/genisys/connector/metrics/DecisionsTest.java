package io.genisys.connector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.BackOffsReport.Delayed;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Families families = new Families();

    /** While it is updated: a registry refuses two values with the same labels. */
    @Test
    void bothDefinitionsOfAServiceMayBeDelayedOnOneHost() {
        BackOffsReport backOffs = new BackOffsReport(List.of(delayed(30), delayed(60), delayed(10)));

        new Decisions(Optional.empty(), backOffs).write(families, new SteadyClock(() -> NOW, () -> 0));

        List<? extends DataPointSnapshot> points =
                families.snapshots().stream().findFirst().orElseThrow().getDataPoints();
        assertEquals(1, points.size());
        assertEquals(
                (double) NOW.plusSeconds(60).getEpochSecond(), ((GaugeDataPointSnapshot) points.get(0)).getValue());
    }

    private static Delayed delayed(int seconds) {
        return new Delayed(new ServiceName("web"), new HostName("a"), NOW.plusSeconds(seconds));
    }
}
