package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void readsHealthFromTheEndOfTheStatus() {
        assertThat(States.healthInStatus("Up 5 minutes (healthy)")).isEqualTo(Health.HEALTHY);
        assertThat(States.healthInStatus("Up 5 minutes (unhealthy)")).isEqualTo(Health.UNHEALTHY);
        assertThat(States.healthInStatus("Up 1 second (health: starting)")).isEqualTo(Health.STARTING);
        assertThat(States.healthInStatus("Up 5 minutes (Paused)")).isEqualTo(Health.NONE);
        assertThat(States.healthInStatus("Up 5 minutes")).isEqualTo(Health.NONE);
    }

    @Test
    void readsTheExitCodeOfWhatHasExitedOnly() {
        assertThat(States.exitCodeInStatus("Exited (137) 2 hours ago")).hasValue(137);
        assertThat(States.exitCodeInStatus("Restarting (1) 5 seconds ago")).isEmpty();
        assertThat(States.exitCodeInStatus("Up 2 hours")).isEmpty();
    }

    @Test
    void readsTheStateFromTheSentenceIfItDoesNotKnowTheWord() {
        assertThat(listed("never heard of", "Up 5 minutes")).hasValue(ContainerState.RUNNING);
        assertThat(listed("", "Up 5 minutes (Paused)")).hasValue(ContainerState.PAUSED);
        assertThat(listed("", "Exited (1) 2 hours ago")).hasValue(ContainerState.EXITED);
        assertThat(listed("", "Removal In Progress")).hasValue(ContainerState.REMOVING);
        assertThat(listed("stopping", "Created")).hasValue(ContainerState.RUNNING);
    }

    @Test
    void doesNotTakeWhatItDoesNotKnowForOneThatDoesNotRun() {
        assertThat(listed("never heard of", "Neither")).isEmpty();
        assertThat(States.inspected(JSON.objectNode().put("Status", 7))).isEmpty();
    }

    @Test
    void readsTheStateFromWhatIsTrueIfItDoesNotKnowTheWord() {
        assertThat(States.inspected(JSON.objectNode().put("Running", true).put("Paused", true)))
                .hasValue(ContainerState.PAUSED);
        assertThat(States.inspected(JSON.objectNode().put("Running", true))).hasValue(ContainerState.RUNNING);
        assertThat(States.inspected(JSON.objectNode().put("Running", false))).hasValue(ContainerState.EXITED);
        assertThat(States.inspected(JSON.objectNode().put("Running", false).put("StartedAt", "0001-01-01T00:00:00Z")))
                .hasValue(ContainerState.CREATED);
    }

    private static Optional<ContainerState> listed(String word, String status) {
        return States.listed(JSON.objectNode().put("State", word).put("Status", status));
    }
}
