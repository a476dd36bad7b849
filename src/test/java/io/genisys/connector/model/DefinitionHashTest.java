package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What running containers carry: it stays from release to release, and tells definitions apart. */
final class DefinitionHashTest {
    /** As release 1.0.0 gives them. */
    @ParameterizedTest
    @MethodSource("recorded")
    void staysWhatContainersOfEarlierReleasesCarry(Map<String, Object> fields, String hash) {
        assertThat(hash(fields)).isEqualTo(hash);
    }

    static Stream<Arguments> recorded() {
        String digest = "registry:5000/team/app@sha256:" + "0".repeat(64);
        return Stream.of(
                Arguments.of(Map.of("image", "nginx:1.27"), "106bc005e1bd68a3"),
                Arguments.of(
                        Map.of(
                                "image",
                                "busybox:1.36",
                                "command",
                                "httpd -f -p 8080",
                                "ports",
                                List.of("8080", "53/udp")),
                        "a1e343998298401e"),
                Arguments.of(
                        Map.of(
                                "image",
                                "busybox:1.36",
                                "command",
                                List.of("sh", "-c", "echo 'a b'; sleep 1"),
                                "environment",
                                Map.of("B", "2", "A", "1")),
                        "9daca9ff3e4249b0"),
                Arguments.of(
                        Map.of(
                                "image",
                                digest,
                                "environment",
                                Map.of("GREETING", "hello, world", "EQUALS", "a=b", "EMPTY", "")),
                        "d8580c5a72163204"),
                Arguments.of(
                        Map.of(
                                "image",
                                "nginx:1.27",
                                "command",
                                "run 'a b'",
                                "environment",
                                Map.of("A", "1"),
                                "ports",
                                List.of("80", "53/udp"),
                                "stop_signal",
                                "SIGINT",
                                "placement",
                                Map.of("constraints", List.of("node.labels.zone == west"))),
                        "af378649e3813e54"),
                Arguments.of(with("environment", Map.of("B", "x, A=2")), "561659dcb22a6c9b"),
                Arguments.of(with("environment", Map.of("A", "x, A=2")), "73c9cb62a105dc74"),
                Arguments.of(with("environment", Map.of("A, B", "2")), "a6400d6f4e0649f9"),
                Arguments.of(with("environment", Map.of("A", "1,", "B", ", 2")), "05587d86d14332c1"),
                Arguments.of(with("command", List.of("", "")), "63024199bef80f39"));
    }

    @Test
    void tellsAVariableFromTheEndOfAnothersValue() {
        assertThat(Stream.of(
                                Map.of("A", "1, B=2, C=3"),
                                Map.of("A", "1, B=2", "C", "3"),
                                Map.of("A", "1", "B", "2, C=3"),
                                Map.of("A", "1", "B", "2", "C", "3"),
                                Map.of("A", "1", "B", "2", "C", "3, D"))
                        .map(environment -> hash(with("environment", environment))))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsACommandOfOneEmptyWordFromNone() {
        assertThat(hash(with("command", List.of(""))))
                .isNotEqualTo(hash(Map.of("image", "nginx:1.27")))
                .isNotEqualTo(hash(with("command", List.of("", ""))));
        assertThat(hash(with("command", List.of("a\u0001b")))).isNotEqualTo(hash(with("command", List.of("a", "b"))));
    }

    /** Names and values made of nothing but what variables are told apart by. */
    @Test
    void tellsAnyTwoEnvironmentsApart() {
        Random chance = new Random(7051);
        Map<String, Map<String, String>> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> environment = new HashMap<>();
            for (int n = chance.nextInt(4); n > 0; n--) {
                environment.put(text(chance, List.of("A", "B", ", ", " ", ","), 1), text(chance, PIECES, 0));
            }
            Map<String, String> other = seen.putIfAbsent(hash(with("environment", environment)), environment);
            assertThat(other == null ? environment : other).isEqualTo(environment);
        }
    }

    private static final List<String> PIECES = List.of("A", "B", "=", ", ", ", A=", ", B=", ",", " ");

    private static String text(Random chance, List<String> pieces, int least) {
        StringBuilder text = new StringBuilder();
        for (int n = least + chance.nextInt(4); n > 0; n--) {
            text.append(pieces.get(chance.nextInt(pieces.size())));
        }
        return text.toString();
    }

    private static Map<String, Object> with(String field, Object value) {
        return Map.of("image", "nginx:1.27", field, value);
    }

    private static String hash(Map<String, Object> fields) {
        Map<String, Object> named = new HashMap<>(fields);
        named.put("name", "web");
        return DefinitionForm.read(named).hash();
    }
}
