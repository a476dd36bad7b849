package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.measure.Measures;
import io.genisys.connector.measure.Timing;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuredEngineTest {
    private final InMemoryEngine engine = new InMemoryEngine("gen");
    private final Measures measures = new Measures();
    private final Engine measured = new MeasuredEngine(engine, new HostName("one"), measures);

    /** What a call is timed by is written when it has ended, not when it was made. */
    @Test
    void timesPingsAsItTimesOtherCalls() {
        measured.list();
        Pinged.ping(measured);
        engine.boundCalls(Duration.ofMillis(20));
        engine.freeze();
        assertFails(FailureKind.TIMEOUT);
        engine.thaw();
        engine.cutOff();
        assertFails(FailureKind.UNREACHABLE);
        await().untilAsserted(() -> assertThat(measures.timings(Timing.ENGINE_REQUEST))
                .containsOnlyKeys(
                        List.of("one", "list", "ok"),
                        List.of("one", "ping", "ok"),
                        List.of("one", "ping", "timeout"),
                        List.of("one", "ping", "unreachable")));
    }

    private void assertFails(FailureKind kind) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Pinged.ping(measured))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
