package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.testing.Call;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.ScriptedEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class ScriptedEngineAsPodmanTest extends ScriptedContract {
    ScriptedEngineAsPodmanTest() {
        super(Flavour.PODMAN);
    }

    @Override
    URI url(ScriptedEngine scripted) {
        return scripted.unixUrl();
    }

    /** It has no event for a signal; its word for the end becomes Docker's. */
    @Test
    @Override
    protected void tellsWhatHappensInOrder() {
        List<String> actions = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine().watch(event -> actions.add(event.action()), () -> {})) {
            assertThat(watch).isNotNull();
            String id = engine().create(container(1));
            engine().start(id);
            engine().kill(id);
            engine().remove(id);
            await().untilAsserted(() -> assertThat(actions).containsExactly("create", "start", "die", "destroy"));
        }
    }

    @Test
    void tellsTheHealthThatItsListDoesNotShow() {
        for (Health health : Health.values()) {
            scripted().state().become(runByHand(IMAGE, Map.of()), health);
        }
        assertThat(engine().list()).extracting(Container::health).containsExactly(Health.values());
    }

    /** Its words for that are those for a signal to what has ended. */
    @Test
    void doesNotTakeWhatRunsForGone() {
        String id = runByHand(IMAGE, Map.of());
        assertFails(FailureKind.REFUSED, () -> engine().remove(id));
        assertThat(scripted().calls()).extracting(Call::endpoint).doesNotContain(Endpoint.KILL);
    }
}
