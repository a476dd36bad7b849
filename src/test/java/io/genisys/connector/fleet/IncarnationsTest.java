package io.genisys.connector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ReportNumber;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class IncarnationsTest {
    private static final HostName HOST = HostName.DEFAULT;

    private final ReportedFleet fleet = new ReportedFleet(Ownership.LABEL, InstantSource.system(), host -> {});
    private final Incarnations incarnations = new Incarnations(fleet, 0);

    @Test
    void riseWhateverTheHost() {
        long first = incarnations.next(new HostName("other"));

        assertThat(incarnations.next(HOST)).isGreaterThan(first);
    }

    @Test
    void riseAboveWhatTheFleetHasHeardOfTheHost() {
        long ahead = 1_000;
        HostReport unheard = HostReport.unheard(HOST, HostProfile.PLAIN);
        fleet.accept(new HostReport(
                HOST, unheard.profile(), new ReportNumber(ahead, 1), unheard.engine(), unheard.containers()));

        assertThat(incarnations.next(HOST)).isEqualTo(ahead + 1);
    }
}
