package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.ScriptedEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageLabelsScriptedTest {
    private static final String IMAGE = "test/labelled:1";
    private static final Map<String, String> LABELS = Map.of("com.docker.compose.project", "shop");

    private final ScriptedEngine scripted = ScriptedEngine.start();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private Calls calls;
    private ImageLabels labels;

    @BeforeEach
    void start() {
        scripted.state().addImage(IMAGE, LABELS);
        calls = new Calls(EngineSettings.of("gen", new HostName("one"), scripted.unixUrl()));
        calls.negotiate();
        labels = new ImageLabels(calls, nanos::get);
    }

    @AfterEach
    void stop() {
        calls.close();
        scripted.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private int looks() {
        return scripted.count(Endpoint.INSPECT_IMAGE);
    }

    @Test
    void aLookThatFailedIsMadeAgainAfterAMinute() {
        scripted.when(Endpoint.INSPECT_IMAGE, Fault.refuse(500, "not now"));
        assertThat(labels.of(IMAGE)).isEmpty();
        scripted.forgive();

        pass(Duration.ofSeconds(59));
        assertThat(labels.of(IMAGE)).isEmpty();
        assertThat(looks()).isEqualTo(1);

        pass(Duration.ofSeconds(1));
        assertThat(labels.of(IMAGE)).isEqualTo(LABELS);
        assertThat(looks()).isEqualTo(2);
    }

    @Test
    void aLookThatSucceededIsMadeOnce() {
        assertThat(labels.of(IMAGE)).isEqualTo(LABELS);
        pass(Duration.ofDays(1));
        assertThat(labels.of(IMAGE)).isEqualTo(LABELS);
        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void aLookAtAnEngineThatIsGoneIsMadeAgainAtOnce() {
        scripted.whenNext(1, Endpoint.INSPECT_IMAGE, Fault.answer(200, "no image"));
        assertThat(labels.of(IMAGE)).isEmpty();
        pass(Duration.ofMinutes(1));
        scripted.cutOff();
        assertThat(labels.of(IMAGE)).isEmpty();
        scripted.reconnect();
        assertThat(labels.of(IMAGE)).isEqualTo(LABELS);
    }
}
