package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

final class LogFormatTest {
    @ParameterizedTest
    @CsvSource({"text, TEXT", "JSON, JSON", "' json', JSON"})
    void isReadAsPeopleWriteIt(String written, LogFormat format) {
        assertThat(LogFormat.of(written)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xml", "ecs"})
    void refusesWhatIsNone(String written) {
        assertThatThrownBy(() -> LogFormat.of(written))
                .hasMessageContaining("GENISYS_LOG_FORMAT: must be text or json");
    }

    @Test
    void eachLineIsOneObjectWithItsPairsAsFields() {
        LoggingEvent event = event("said \"a\"\nand {}", new IllegalStateException("broken"));
        event.setKeyValuePairs(
                List.of(new KeyValuePair("http.request.id", "7"), new KeyValuePair("genisys.host", "é")));
        String line = line(event);
        assertThat(line).endsWith("\n").hasLineCount(1);
        JsonObject fields = new JsonObject(line);
        assertThat(fields.getString("@timestamp")).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(fields.getString("log.level")).isEqualTo("WARN");
        assertThat(fields.getString("message")).isEqualTo("said \"a\"\nand b");
        assertThat(fields.getString("service.name")).isEqualTo("genisys-connector");
        assertThat(fields.getString("http.request.id")).isEqualTo("7");
        assertThat(fields.getString("genisys.host")).isEqualTo("é");
        assertThat(fields.getString("error.message")).isEqualTo("broken");
        assertThat(fields.getString("error.stack_trace")).contains("LogFormatTest");
    }

    @Test
    void aLineWithoutPairsIsGoodAsWell() {
        assertThat(new JsonObject(line(event("plain {}", null))).getString("message"))
                .isEqualTo("plain b");
    }

    private static String line(LoggingEvent event) {
        JsonLines lines = new JsonLines();
        lines.start();
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }

    private static LoggingEvent event(String message, Throwable error) {
        Logger logger = (Logger) LoggerFactory.getLogger("a.B");
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, error, new Object[] {"b"});
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        return event;
    }
}
