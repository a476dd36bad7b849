package io.genisys.connector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ReportNumber;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IncarnationsTest {
    private static final HostName HOST = HostName.DEFAULT;

    private final ReportedFleet fleet = new ReportedFleet(Ownership.LABEL, host -> {});
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Incarnations incarnations = new Incarnations(fleet, () -> now);

    @Test
    void riseAlsoWhereTheClockWasSetBack() {
        long first = incarnations.next(HOST);
        now = now.minusSeconds(3600);

        assertThat(incarnations.next(HOST)).isGreaterThan(first);
    }

    @Test
    void riseAboveWhatTheFleetHasHeardOfTheHost() {
        long ahead = now.plusSeconds(3600).toEpochMilli();
        HostReport unheard = HostReport.unheard(HOST, HostProfile.PLAIN);
        fleet.accept(new HostReport(
                HOST, unheard.profile(), new ReportNumber(ahead, 1), unheard.engine(), unheard.containers()));

        assertThat(incarnations.next(HOST)).isEqualTo(ahead + 1);
    }
}
