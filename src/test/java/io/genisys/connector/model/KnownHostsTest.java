package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.KnownHosts.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class KnownHostsTest {
    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");
    private static final HostName C = new HostName("c");
    private static final KnownHosts KNOWN =
            new KnownHosts(new TreeMap<>(Map.of(A, Standing.COUNTED, B, Standing.CONFIRMED, C, Standing.LOST)), false);

    private static HostView view(HostName host, EngineStatus engine) {
        return new HostView(host, HostProfile.PLAIN, new ReportNumber(1, 1), engine, 0, 0);
    }

    private static EngineStatus heard(HostCondition condition) {
        return new EngineStatus(condition, Instant.MAX, Instant.EPOCH, Optional.of("20.10.24"), Optional.empty());
    }

    @Test
    void thoseThatCountAreUnheardUntilItIsKnownWhatTheyRun() {
        assertThat(KNOWN.unheard(List.of())).containsExactlyInAnyOrder(A, B);
        assertThat(KNOWN.unheard(List.of(view(A, heard(HostCondition.UNREACHABLE)), view(B, EngineStatus.UNHEARD))))
                .containsExactly(B);
        assertThat(KnownHosts.NONE.unheard(List.of())).isEmpty();
    }
}
