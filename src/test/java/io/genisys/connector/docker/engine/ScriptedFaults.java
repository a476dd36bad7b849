package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.ScriptedEngine;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scripted engine, and the adapter with short time-outs on a unix socket. */
abstract class ScriptedFaults {
    static final String IMAGE = EngineState.IMAGE;
    static final Duration BOUND = Duration.ofSeconds(2);

    ScriptedEngine scripted;
    Engine engine;

    @BeforeEach
    void start() {
        scripted = ScriptedEngine.start();
        use("unix");
    }

    @AfterEach
    void stop() {
        engine.close();
        scripted.close();
    }

    void use(String scheme) {
        use(scheme, new Timeouts(BOUND, BOUND, BOUND));
    }

    void use(String scheme, Timeouts timeouts) {
        if (engine != null) {
            engine.close();
        }
        engine = DockerEngines.of(EngineSettings.of(
                        "gen", new HostName("one"), scheme.equals("unix") ? scripted.unixUrl() : scripted.tcpUrl())
                .withTimeouts(timeouts));
        engine.connect();
    }

    static NewContainer container(int slot) {
        return new NewContainer("gen", DefinitionForm.read(Map.of("name", "web", "image", IMAGE)), slot);
    }

    String started(int slot) {
        String id = engine.create(container(slot));
        engine.start(id);
        return id;
    }

    /** With one sentence, which has these words, in not much more than the bound, and without a trace on the thread. */
    static EngineException assertFails(FailureKind kind, String words, ThrowingCallable call) {
        long start = System.nanoTime();
        EngineException[] failure = new EngineException[1];
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .withMessageContaining("one")
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("null"))
                .satisfies(e -> failure[0] = e);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND.plusSeconds(5));
        assertThat(Thread.interrupted()).as("a left-over interrupt").isFalse();
        return failure[0];
    }
}
