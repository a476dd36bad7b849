package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectPaceTest {
    private final ReconnectPace pace = new ReconnectPace();

    @Test
    void waitsLongerEachTimeUpToFiveSeconds() {
        assertThat(Stream.generate(pace::next).limit(7).map(Duration::toMillis))
                .containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void beginsAnewAfterASteadyConnectionOnly() {
        pace.next();
        pace.ended(Duration.ofSeconds(1));
        assertThat(pace.isFirst()).isFalse();

        pace.ended(Duration.ofSeconds(11));
        assertThat(pace.isFirst()).isTrue();
    }
}
