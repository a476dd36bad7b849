package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.SilentHost;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastReportsTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final HostName A = new HostName("a");

    private final LastReports reports = new LastReports();

    private List<SilentHost> silentAt(int second, HostView... hosts) {
        reports.note(List.of(hosts), START.plusSeconds(second));
        return reports.silent(List.of(hosts), START.plusSeconds(second), Duration.ofSeconds(15));
    }

    /** Its own times, which are another machine's, say nothing. */
    private static HostView host(HostCondition condition, long sequence) {
        return new HostView(
                A,
                HostProfile.PLAIN,
                new ReportNumber(1, sequence),
                new EngineStatus(
                        condition,
                        START.minusSeconds(3600),
                        START.plusSeconds(3600),
                        Optional.of("20.10"),
                        Optional.empty()),
                0,
                0);
    }

    @Test
    void aHostIsSilentWhenNoReportOfItHasComeForTooLong() {
        assertThat(silentAt(0, host(HostCondition.READY, 1))).isEmpty();
        assertThat(silentAt(14, host(HostCondition.READY, 2))).isEmpty();
        assertThat(silentAt(29, host(HostCondition.READY, 2))).isEmpty();
        assertThat(silentAt(30, host(HostCondition.READY, 2)))
                .containsExactly(new SilentHost(A, new ReportNumber(1, 2)));
        assertThat(silentAt(31, host(HostCondition.READY, 3))).isEmpty();
    }

    @Test
    void oneThatSaysItselfThatItsEngineIsSilentIsNot() {
        assertThat(silentAt(0, host(HostCondition.UNREACHABLE, 1))).isEmpty();
        assertThat(silentAt(60, host(HostCondition.UNREACHABLE, 1))).isEmpty();
    }

    @Test
    void nothingIsSilentForWhatWeDidNotHearWhileWeDidNotRun() {
        silentAt(0, host(HostCondition.READY, 1));
        reports.wakeUp(START.plusSeconds(600));

        assertThat(silentAt(601, host(HostCondition.READY, 1))).isEmpty();
        assertThat(silentAt(616, host(HostCondition.READY, 1))).hasSize(1);
    }
}
