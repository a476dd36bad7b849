package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import org.junit.jupiter.api.Test;

final class StatesTest {
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
    void takesAnUnknownStateForOneThatDoesNotRun() {
        assertThat(States.state("stopping")).isEqualTo(ContainerState.RUNNING);
        assertThat(States.state("never heard of")).isEqualTo(ContainerState.DEAD);
    }
}
