package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelTest {
    @ParameterizedTest
    @CsvSource({
        "WARNING, WARN",
        "warn, WARN",
        "Debug, DEBUG",
        "CRITICAL, ERROR",
        "' info', INFO",
        "off, OFF",
        "trace, TRACE"
    })
    void isReadAsPeopleWriteIt(String written, String level) {
        assertThat(LogLevel.of(written)).isEqualTo(Level.toLevel(level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WARNINGS", "3"})
    void refusesWhatIsNone(String written) {
        assertThatThrownBy(() -> LogLevel.of(written)).hasMessageContaining("GENISYS_LOG_LEVEL: must be TRACE, DEBUG");
    }
}
