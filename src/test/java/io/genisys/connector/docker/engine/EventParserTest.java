package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.genisys.connector.docker.Engine.EngineEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventParserTest {
    private static final String KILL =
            """
            {"status":"kill","Type":"container","Action":"kill","time":17951,
            "Actor":{"Attributes":{"signal":"15","name":"w\u00e9b","io/x":"y"},"ID":"a1"},"scope":{"Action":"die"}}
            """;
    private static final String NETWORK = "{\"Type\":\"network\",\"Action\":\"create\",\"Actor\":{\"ID\":\"n\"}}";
    private static final List<EngineEvent> BOTH =
            List.of(new EngineEvent("kill", "a1", "15"), new EngineEvent(EngineEvent.NETWORK, "n"));

    private final List<EngineEvent> events = new ArrayList<>();
    private final EventParser parser = new EventParser(events::add);

    private void read(String text) throws IOException {
        parser.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void findsEventsHoweverTheyAreCut(int piece) throws IOException {
        byte[] bytes = (KILL + NETWORK + "\n\n").repeat(2).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            parser.read(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        assertThat(events).containsExactly(BOTH.get(0), BOTH.get(1), BOTH.get(0), BOTH.get(1));
    }

    @Test
    void tellsAnEventAsSoonAsItIsWhole() throws IOException {
        read(NETWORK.substring(0, NETWORK.length() - 1));
        assertThat(events).isEmpty();
        read("}");
        assertThat(events).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} ",
                "null ",
                "7 ",
                "\"text\"",
                "[{\"Action\":\"die\",\"Actor\":{\"ID\":\"1\"}}]",
                "{\"Action\":\"die\"}",
                "{\"Action\":\"die\",\"Actor\":[{\"ID\":\"1\"}]}",
                "{\"Action\":{\"x\":1},\"Actor\":{\"ID\":\"1\"}}",
                "{\"Action\":null,\"Actor\":{\"ID\":\"1\"}}",
                "{\"Actor\":{\"ID\":\"1\",\"Action\":\"die\"}}"
            })
    void skipsWhatIsNoEvent(String json) throws IOException {
        read(json);
        read(KILL);
        assertThat(events).containsExactly(BOTH.get(0));
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void refusesAnEventThatFillsTheMemoryAndBearsManyThatDoNot() throws IOException {
        String large = "{\"x\":\"" + "y".repeat(1024 * 1024) + "\"}\n";
        for (int i = 0; i < 10; i++) {
            read(large);
        }
        read("{\"x\":[\"");
        assertThatThrownBy(() -> {
                    while (true) {
                        read("y".repeat(8192));
                    }
                })
                .isInstanceOf(NullAnswer.class);
    }
}
