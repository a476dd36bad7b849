package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.8.9.1, true",
        "127.1, true",
        "localhost, true",
        "::1, true",
        "[::1], true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "0.0.0.0, false",
        "::, false",
        "10.0.0.1, false",
        "no-such-host.invalid, false",
    })
    void tellsWhetherABindReachesNoFurther(String bind, boolean isLoopback) {
        assertThat(Loopback.isBoundBy(bind)).isEqualTo(isLoopback);
    }
}
