package io.genisys.connector.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFileTest {
    private static final String TRIPLE = "\"\"\"";

    /** A value as it is read, or its fault. */
    private static Object valueOf(String python) {
        PythonFile.Result result = PythonFile.read("x = {'v': " + python + "}");
        return result.faults().isEmpty()
                ? result.assignments().get("x").value().get("v")
                : result.faults().get(0);
    }

    private static List<String> faultsOf(String python) {
        return PythonFile.read(python).faults().stream()
                .map(fault -> fault.position() + " " + fault.message())
                .toList();
    }

    static Stream<Arguments> strings() {
        return Stream.of(
                arguments("'a'", "a"),
                arguments("\"a\"", "a"),
                arguments("''", ""),
                arguments("''''''", ""),
                arguments("'a\"b'", "a\"b"),
                arguments("\"a'b\"", "a'b"),
                arguments("'''a\nb'''", "a\nb"),
                arguments("'''a'b''c'''", "a'b''c"),
                arguments(TRIPLE + "a\"b" + TRIPLE, "a\"b"),
                arguments("'a' 'b'", "ab"),
                arguments("'a'\n\"b\" # c\n r'\\c'", "ab\\c"),
                arguments("('a'\n'b')", "ab"),
                arguments("'a' \\\n 'b'", "ab"),
                arguments("r'a\\nb'", "a\\nb"),
                arguments("R'a\\'b'", "a\\'b"),
                arguments("u'ä'", "ä"),
                arguments("U'ä'", "ä"),
                arguments("'a\\\nb'", "ab"),
                arguments("r'a\\\nb'", "a\\\nb"),
                arguments("'\\n\\t\\r\\\\\\'\\\"\\a\\b\\f\\v'", "\n\t\r\\'\"\u0007\b\f\u000B"),
                arguments("'\\x41\\u00e4\\U0001F600\\N{GREEK SMALL LETTER ALPHA}'", "Aä😀α"),
                arguments("'\\101\\0\\1234\\8'", "A\0S4\\8"),
                arguments("'\\d\\ \\%'", "\\d\\ \\%"),
                arguments("'# no comment'", "# no comment"),
                arguments("'😀\uFFFF'", "😀\uFFFF"),
                arguments("'a\tb'", "a\tb"));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void readsStrings(String python, String value) {
        assertThat(valueOf(python)).isEqualTo(value);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("0", 0L),
                arguments("00", 0L),
                arguments("8080", 8080L),
                arguments("-1", -1L),
                arguments("+1", 1L),
                arguments("- 1", -1L),
                arguments("1_000", 1000L),
                arguments("0x1F", 31L),
                arguments("0X_ff", 255L),
                arguments("0o17", 15L),
                arguments("0b101", 5L),
                arguments("0xe", 14L),
                arguments("123456789012345678901", new BigInteger("123456789012345678901")),
                arguments("1.5", 1.5),
                arguments("-.5", -0.5),
                arguments("1.", 1.0),
                arguments("1e3", 1000.0),
                arguments("1.5E-3", 0.0015),
                arguments("010.5", 10.5),
                arguments("1_0.0_1e1_0", 10.01e10),
                arguments("True", true),
                arguments("False", false),
                arguments("None", null),
                arguments("(True)", true),
                arguments("((1))", 1L),
                arguments("[]", List.of()),
                arguments("()", List.of()),
                arguments("[1, '2',]", List.of(1L, "2")),
                arguments("(1,)", List.of(1L)),
                arguments("(1, 2)", List.of(1L, 2L)),
                arguments("[None]", Arrays.asList((Object) null)),
                arguments("[ # c\n 1\n # d\n , 2 ]", List.of(1L, 2L)),
                arguments("{}", Map.of()),
                arguments("{'a': {'b': [{}]}}", Map.of("a", Map.of("b", List.of(Map.of())))),
                arguments("{1: 'a', 2.5: 'b',}", Map.ofEntries(entry(1L, "a"), entry(2.5, "b"))),
                arguments("{'a': 1, 'a': 2}", Map.of("a", 2L)),
                arguments("{'a' 'b': 1}", Map.of("ab", 1L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsValues(String python, Object value) {
        assertThat(valueOf(python)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f'a'",
                "b'a'",
                "rb'a'",
                "Rb'a'",
                "fr'''a'''",
                "ur'a'",
                "'a",
                "'a\nb'",
                "'a\\",
                "'''a",
                "r'\\'",
                "'\\x4'",
                "'\\u12'",
                "'\\U00110000'",
                "'\\ud83d'",
                "'\\N{no such character}'",
                "'\\N'",
                "010",
                "1__0",
                "1_",
                "0x",
                "0xg",
                "0o8",
                "0b2",
                "1e",
                "1e999",
                "1j",
                "1abc",
                "--1",
                "-",
                ".",
                "- 'a'",
                "-True",
                "true",
                "null",
                "nil",
                "a",
                "a.b",
                "a()",
                "os.environ['A']",
                "'a' + 'b'",
                "'a' % 'b'",
                "1 + 1",
                "not True",
                "lambda: 1",
                "'a' if True else 'b'",
                "'a'.upper()",
                "[1][0]",
                "[x for x in y]",
                "{x: 1 for x in y}",
                "{1, 2}",
                "{**{}}",
                "[*[]]",
                "{'a'}",
                "{'a': }",
                "{'a' 1}",
                "{: 1}",
                "{,}",
                "[,]",
                "(,)",
                "[1,,2]",
                "[1 2]",
                "[1",
                "(1",
                "{'a': 1",
                "[1}",
                "{None: 1}",
                "{True: 1}",
                "{(1, 2): 3}",
                "{[]: 1}",
                "{{}: 1}",
                "...",
                "`a`",
                "$",
                "\\",
                "1 \\ 2",
                "",
                "'a'; 'b'",
                "(yield)",
                "x := 1",
                "…"
            })
    void refusesWhatIsNoLiteral(String python) {
        assertThat(valueOf(python)).isInstanceOf(PythonFile.Fault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = {}",
                "a={}",
                "a = {} # c",
                "a = {};",
                "a = {} ; b = {} ;",
                "a = {}\r\nb = {}\r\n",
                "a = {}\rb = {}",
                "# -*- coding: utf-8 -*-\na = {}",
                "'''a\nmodule'''\n\na = {}",
                "'a description'; a = {}",
                "\n\n  # c\n\t\na = {}",
                "a = \\\n{}",
                "a \\\n = {}",
                "_a1 = {}",
                "ä = {}",
                "a = ({})",
                "#!/usr/bin/python\na = {}",
                "",
                "# c",
                "'only a description'",
                "a = {\n}\n",
                "a = {}\n\f\nb = {}",
                "u'a' \"b\"\na = {}",
                "\\\na = {}"
            })
    void readsFilesOfAssignments(String python) {
        assertThat(faultsOf(python)).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("import os", "1:1 expected an assignment"),
                arguments("a = {}\n  b = {}", "2:3 must begin at the start of its line"),
                arguments("print('x')", "1:1 expected an assignment"),
                arguments("class = {}", "1:1 expected an assignment"),
                arguments("a == {}", "1:1 expected an assignment"),
                arguments("a += {}", "1:1 expected an assignment"),
                arguments("a: dict = {}", "1:1 expected an assignment"),
                arguments("a.b = {}", "1:1 expected an assignment"),
                arguments("a, b = {}, {}", "1:1 expected an assignment"),
                arguments("a = b = {}", "1:5 expected a dict, a list"),
                arguments("a = dict(name='x')", "1:5 expected a dict, a list"),
                arguments("a = {} {}", "1:8 expected the end of the line"),
                arguments("a = {}, {}", "1:7 expected the end of the line"),
                arguments("a = 'x'", "1:5 must be a service"),
                arguments("a = [{}]", "1:5 must be a service"),
                arguments("a = None", "1:5 must be a service"),
                arguments("a =", "1:4 expected a dict"),
                arguments("a =\n{}", "1:4 expected a dict"),
                arguments("a = {'x': true}", "1:11 expected a dict, a list, a tuple, a string, a number, True, False"),
                arguments("a = {\n 'x': 1\n 'y': 2}", "3:2 expected ',' or '}'"),
                arguments(
                        "a = {\n 'x': 'v'\n 'y': 2}",
                        "3:2 expected ',' or '}'; is a comma missing before this string?"),
                arguments(
                        "a = {\n\"name\": \"myService\"\n\"image\": \"i:t\",\n}",
                        "3:1 expected ',' or '}'; is a comma"),
                arguments("a = {'x': ['1' '2': 3]}", "1:16 expected ',' or ']'; is a comma"),
                arguments("a = {'x': [1,\n", "1:11 this '[' is never closed"),
                arguments("a = {'x': 'y\n'}", "1:11 this string is never closed on its line"),
                arguments("a = {'x': '''y\n'}", "1:11 this string is never closed"),
                arguments("a = {'x': '\\x'}", "1:12 this escape needs 2 hexadecimal digits"),
                arguments("a = {None: 1}", "1:6 a key must be a string or a number"),
                arguments("a = {'x': 1e999}", "1:11 this number is too large"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysWhereTheFaultIsAndWhatIsAllowed(String python, String fault) {
        assertThat(faultsOf(python)).first().asString().startsWith(fault);
    }

    @Test
    void goesOnAfterAFault() {
        String python =
                """
                import os
                from x import y
                a = {'name': os.environ}
                b = {'name': 'x'
                     'image': 'y'}
                c = {}
                def f():
                    return {}
                d = {
                e = {}
                """;
        assertThat(faultsOf(python))
                .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
                .containsExactly("1:1", "2:1", "3:14", "5:6", "7:1", "10:1");
        assertThat(PythonFile.read(python).assignments()).containsOnlyKeys("c", "e");
    }

    @Test
    void keepsTheLastAssignmentAndTheOrderOfTheFirst() {
        PythonFile.Result result = PythonFile.read("b = {}\na = {}\nb = {'x': 1}");

        assertThat(result.assignments().keySet()).containsExactly("b", "a");
        assertThat(result.assignments().get("b").value()).isEqualTo(Map.of("x", 1L));
        assertThat(result.assignments().get("b").position()).isEqualTo(new Position(3, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "{'a':", "{", "[{'a':("})
    void survivesDeepNesting(String open) {
        assertThat(faultsOf("a = {'x': " + open.repeat(100_000))).isNotEmpty();
    }

    @Test
    void readsAHundredLevels() {
        assertThat(valueOf("[".repeat(99) + "]".repeat(99))).isInstanceOf(List.class);
        assertThat(valueOf("[".repeat(100) + "]".repeat(100))).isInstanceOf(PythonFile.Fault.class);
    }

    @Test
    void survivesLongNumbersLinesAndLists() {
        assertThat(valueOf("1".repeat(1_000_000))).isInstanceOf(PythonFile.Fault.class);
        assertThat(valueOf("1_".repeat(500_000) + "1")).isInstanceOf(PythonFile.Fault.class);
        assertThat(valueOf("'" + "x".repeat(1_000_000) + "'")).asString().hasSize(1_000_000);
        assertThat(valueOf("[" + "1,".repeat(500_000) + "]"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(500_000);
        assertThat(faultsOf("a\n".repeat(500_000))).hasSize(20);
        assertThat(valueOf("'a'".repeat(300_000))).asString().hasSize(300_000);
    }
}
