package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "10s, PT10S, 10s",
        "90s, PT1M30S, 1m30s",
        "1m30s, PT1M30S, 1m30s",
        "2h, PT2H, 2h",
        "1h2m3s4ms, PT1H2M3.004S, 3723004ms",
        "500ms, PT0.5S, 500ms",
        "1.5s, PT1.5S, 1500ms",
        "10, PT10S, 10s",
        "0.5, PT0.5S, 500ms",
        "0, PT0S, 0s",
        "0s, PT0S, 0s",
        "5m, PT5M, 5m",
        "25h, PT25H, 25h",
        "005s, PT5S, 5s",
        "1.5m, PT1M30S, 1m30s",
        "1.5h, PT1H30M, 1h30m",
        "0.25h15m, PT30M, 30m",
        "1500us, PT0.0015S, 0.0015s",
        "1.5ms, PT0.0015S, 0.0015s",
    })
    void readsAndWritesThem(String text, Duration duration, String shortest) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.format(duration)).isEqualTo(shortest);
        assertThat(Durations.parse(shortest)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "ms",
                "-1s",
                "+1s",
                "10 s",
                "10S",
                "1d",
                "1s1m",
                "1.m",
                "1.1234567891h",
                "1,5s",
                ".5s",
                "1.s",
                "10s\n",
                "1e3",
                "99999999999999999999h",
                "9999999999999999h",
                "PT10S",
                "forever"
            })
    void refusesAnythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
