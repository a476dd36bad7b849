package io.genisys.connector.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.config.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class WordsYamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "on",
                "off",
                "yes",
                "y",
                "010",
                "0o17",
                "0x10",
                "1_000",
                "1.10",
                ".5",
                "5.",
                "1e3",
                "0.0000001",
                "1e400",
                "-0",
                "+1",
                "1:30",
                "22:22",
                "2024-01-01",
                ".inf",
                ".nan",
                "12345678901234567890",
                "="
            })
    void leavesWordsAsTheyWereWritten(String word) {
        assertThat(WordsYaml.parse("a: " + word)).isEqualTo(Map.of("a", word));
        assertThat(yaml11("a: " + word)).isEqualTo(Map.of("a", word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"on", "no", "true", "True", "TRUE", "null", "~", "1", "010", "1.10", "-0", "2024-01-01", "1:30"})
    void leavesKeysAsTheyWereWritten(String word) {
        String text = word + ": {" + word + ": 1}";
        assertThat(WordsYaml.parse(text)).isEqualTo(Map.of(word, Map.of(word, 1)));
        assertThat(yaml11(text)).isEqualTo(Map.of(word, Map.of(word, 1)));
    }

    private static Object yaml11(String text) {
        return new Yaml().load(WordsYaml.quoted(text));
    }

    @Test
    void mergesMaps() {
        String text = "a: &a {on: 1, b: 2}\nc: {<<: *a, b: 3}";
        Map<?, ?> merged = Map.of("a", Map.of("on", 1, "b", 2), "c", Map.of("on", 1, "b", 3));

        assertThat(WordsYaml.parse(text)).isEqualTo(merged);
        assertThat(yaml11(text)).isEqualTo(merged);
    }

    @Test
    void letsAHundredServicesShareTheirParts() {
        String text = "a: &a [1]\nb:\n" + "  - *a\n".repeat(100);
        assertThat(((Map<?, ?>) WordsYaml.parse(text)).get("b"))
                .isEqualTo(java.util.Collections.nCopies(100, List.of(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\n---\nb: 2' | one document only",
                "a: *b | an alias without its anchor; put text that begins with * in quotes",
                "a: !b c | a tag that means nothing here; put text that begins with ! in quotes",
                "a: !b!c d | a tag that means nothing here",
                "'true: 1\n\"true\": 2' | the same key twice",
                "'? [a]\n: b' | a key must be text",
                "'a: &a {b: *a}' | something in it contains itself",
                "a: !!int b | a value that does not fit its type",
            })
    void saysWhatIsWrong(String text, String sentence) {
        assertThat(Faults.of(() -> WordsYaml.parse(text)))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    @Test
    void saysThatItIsNestedTooDeep() {
        assertThat(Faults.of(() -> WordsYaml.parse("[".repeat(60) + "]".repeat(60))))
                .singleElement()
                .asString()
                .contains("nested too deep");
    }
}
