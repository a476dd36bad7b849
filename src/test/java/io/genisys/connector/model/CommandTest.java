package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("/run.sh", List.of("/run.sh")),
                arguments("sleep 3600", List.of("sleep", "3600")),
                arguments("  a \t b\r\nc  ", List.of("a", "b", "c")),
                arguments("sh -c 'echo \"$HOME\" > /x'", List.of("sh", "-c", "echo \"$HOME\" > /x")),
                arguments("a\"b c\"d'e f'", List.of("ab cde f")),
                arguments("a '' \"\"", List.of("a", "", "")),
                arguments("a\\ b", List.of("a b")),
                arguments("\\'a\\\"", List.of("'a\"")),
                arguments("\"a \\\" \\\\ \\$ \\` \\n\"", List.of("a \" \\ $ ` \\n")),
                arguments("'a\\'", List.of("a\\")),
                arguments("a \\\n b", List.of("a", "b")),
                arguments("a\\\nb", List.of("ab")),
                arguments("\"a\\\nb\"", List.of("ab")),
                arguments("\"a\nb\" 'c\nd'", List.of("a\nb", "c\nd")),
                arguments("a # b", List.of("a", "#", "b")),
                arguments("a | b && c; d > e", List.of("a", "|", "b", "&&", "c;", "d", ">", "e")),
                arguments("$A ~ * {b}", List.of("$A", "~", "*", "{b}")),
                arguments("grüße 日本", List.of("grüße", "日本")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void splitsAsAShellSplitsWords(String text, List<String> words) {
        assertThat(Command.parse(text).words()).isEqualTo(words);
        assertThat(Command.parse(text).text()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "\\\n", "'a", "\"a", "a \"b\\\"", "a\\", "a '"})
    void refusesWhatIsOpenOrEmpty(String text) {
        assertThatThrownBy(() -> Command.parse(text))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("command: ");
    }

    @Test
    void takesAListAsItIs() {
        assertThat(Command.of(List.of("sh", "-c", "a b")))
                .isEqualTo(new Command(List.of("sh", "-c", "a b"), Optional.empty()));
        assertThatThrownBy(() -> Command.of(List.of())).isInstanceOf(InvalidException.class);
    }
}
