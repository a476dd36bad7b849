package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.RunningConnector;
import io.genisys.connector.testing.ScriptedEngine;
import io.genisys.connector.testing.StoredContainer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker.hosts} is edited while containers have to be replaced, and one of its hosts can't be reached. */
@Timeout(90)
class AddedHostTest {
    /** After the edit was seen: far less than it would take to lose a host. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final List<String> TIMES =
            List.of("look_timeout: 1s", "resync: 1s", "stop_grace: 500ms", "host_lost_after: 10m", "hosts:");

    private final ScriptedEngine engine = ScriptedEngine.start();
    private final ScriptedEngine other = ScriptedEngine.start();
    private final URI nowhere = URI.create("tcp://127.0.0.1:" + RunningConnector.freePort());
    private RunningConnector connector;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        connector = RunningConnector.start(folder, hosts("a", engine.unixUrl(), "b", other.unixUrl()));
        connector.api().define("web", EngineState.IMAGE);
        assertThat(connector.api().scale("web", 4).body().getBoolean("converged"))
                .isTrue();
    }

    @AfterEach
    void close() {
        connector.close();
        engine.close();
        other.close();
    }

    private static List<String> hosts(Object... namesAndUrls) {
        List<String> lines = new ArrayList<>(TIMES);
        for (int i = 0; i < namesAndUrls.length; i += 2) {
            lines.add("  - {name: " + namesAndUrls[i] + ", url: \"" + namesAndUrls[i + 1] + "\"}");
        }
        return lines;
    }

    private List<StoredContainer> running(ScriptedEngine which) {
        return which.state().list(StoredContainer::isRunning);
    }

    private void awaitState(String host, String state) {
        await().atMost(SOON).ignoreExceptions().until(() -> connector
                .api()
                .get("/hosts/" + host)
                .body()
                .getString("state")
                .equals(state));
    }

    private void assertThatWhatEndsIsReplaced() {
        int number = running(engine).size();
        engine.state().exit(running(engine).get(0).id(), 1);
        await().atMost(SOON).until(() -> running(engine).size() == number);
    }

    @Test
    void oneThatIsAddedAndCannotBeReachedHoldsUpNone() {
        connector.configure(hosts("a", engine.unixUrl(), "b", other.unixUrl(), "added", nowhere));
        awaitState("added", "unknown");

        assertThatWhatEndsIsReplaced();
    }

    @Test
    void oneThatIsTakenOutAndComesBackWithAFaultHoldsUpNone() {
        connector.configure(hosts("a", engine.unixUrl()));
        await().atMost(SOON).until(() -> running(engine).size() == 4);
        connector.configure(hosts("a", engine.unixUrl(), "b", nowhere));
        awaitState("b", "unknown");

        assertThatWhatEndsIsReplaced();
    }

    @Test
    void oneWhoseUrlIsMistypedKeepsItsCountAndHoldsUpNone() {
        connector.configure(hosts("a", engine.unixUrl(), "b", nowhere));
        awaitState("b", "unreachable");

        assertThat(connector.api().running("web")).isEqualTo(4);
        assertThatWhatEndsIsReplaced();
        connector.configure(hosts("a", engine.unixUrl(), "b", other.unixUrl()));
        awaitState("b", "ready");
        await().atMost(SOON).until(() -> connector.api().running("web") == 4);
        assertThat(running(other)).hasSize(2);
    }

    @Test
    void oneThatGetsAnotherNameIsWaitedForAndReplacedByNone() {
        connector.configure(hosts("a", engine.unixUrl(), "c", other.unixUrl()));
        awaitState("c", "ready");

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> connector.api().running("web") == 4);
        assertThat(running(engine)).hasSize(2);
        assertThat(running(other)).hasSize(2);
    }
}
