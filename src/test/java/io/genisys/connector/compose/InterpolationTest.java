package io.genisys.connector.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.config.Faults;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.RootRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
    private static final Map<String, String> VALUES =
            Map.of("A", "a", "EMPTY", "", "TAG", "1.27", "PRICE", "5$ and ${A}", "N", "3", "YES", "true");

    private final List<String> unset = new ArrayList<>();

    private Map<String, Object> file(String text) {
        return new Interpolation(VALUES, unset::add).of(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "$A,a",
                "${A},a",
                "x${A}y$A-z,xaya-z",
                "${EMPTY},",
                "${A:-word},a",
                "${NONE:-word},word",
                "${EMPTY:-word},word",
                "${EMPTY-word},",
                "${NONE-word},word",
                "${NONE:-},",
                "${NONE:-${A}b},ab",
                "${NONE:-${OTHER:-c}},c",
                "${A:+word},word",
                "${EMPTY:+word},",
                "${EMPTY+word},word",
                "${NONE+word},",
                "${A:?must be},a",
                "${EMPTY?must be},",
                "$$A,$$A",
                "${NONE:-$$},$$",
                "100%,100%",
                "${PRICE},5$$ and $${A}",
            })
    void putsVariablesInPlaceAsComposeDoes(String text, String expected) {
        assertThat(file("a: '" + text + "'")).isEqualTo(Map.of("a", expected == null ? "" : expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "a $ b", "${", "${A", "${}", "${1}", "${A!b}", "$-", "${A:}", "${A:-b"})
    void refusesWhatIsNoVariable(String text) {
        assertThat(Faults.of(() -> file("services: {web: {command: ['x', '" + text + "']}}")))
                .singleElement()
                .asString()
                .startsWith("services.web.command[1]: has a $ that begins no variable");
    }

    @Test
    void saysWhichVariableHasToBeSet() {
        assertThat(Faults.of(() -> file("a: '${NONE:?the password}'\nb: '${EMPTY:?}'\nc: ${NONE?}")))
                .containsExactly(
                        "a: the variable NONE has to be set: the password",
                        "b: the variable EMPTY has to be set",
                        "c: the variable NONE has to be set");
    }

    @Test
    void tellsOfVariablesThatBecomeNothing() {
        assertThat(file("a: x${NONE}$OTHER")).isEqualTo(Map.of("a", "x"));
        assertThat(unset).containsExactly("NONE", "OTHER");
    }

    @Test
    void leavesNamesOfFieldsAlone() {
        assertThat(file("{$A: b, labels: {x-a: $$B}}"))
                .containsEntry("$A", "b")
                .containsEntry("labels", Map.of("x-a", "$$B"));
    }

    @Test
    void aVariableOfAContainerWithoutAValueHasTheCallersOne() {
        Map<String, Object> file = file("services:\n  map: {environment: {A: , NONE: , B: 1}}\n"
                + "  list: {environment: [A, NONE, B=1, PRICE]}");

        Map<?, ?> services = (Map<?, ?>) file.get("services");
        assertThat(services.get("map")).isEqualTo(Map.of("environment", Map.of("A", "a", "B", 1)));
        assertThat(services.get("list")).isEqualTo(Map.of("environment", List.of("A=a", "B=1", "PRICE=5$$ and $${A}")));
    }

    @Test
    void whatIsPutInPlaceIsReadAsTheValuesThatAreMeant() {
        Map<String, Object> file = file("services: {web: {image: 'nginx:${TAG}', scale: '${N}', init: '${YES}',"
                + " environment: {PRICE: '${PRICE}', LITERAL: $$A}, command: 'echo ${A:-b}'}}");

        ComposeReport.Service web = new ComposeReader(10, RootRights.NONE::check)
                .read(file)
                .services()
                .get("web");

        assertThat(web.number()).hasValue(3);
        assertThat(DefinitionForm.write(web.definition().orElseThrow()))
                .containsEntry("image", "nginx:1.27")
                .containsEntry("init", true)
                .containsEntry("command", "echo a")
                .containsEntry("environment", Map.of("PRICE", "5$ and ${A}", "LITERAL", "$A"));
    }

    @Test
    void readsTheFileEnvBeside() {
        Map<String, String> all = DotEnv.with(
                Map.of("A", "from outside"),
                """
                # a comment

                A=inside
                export B = plain # a comment
                C='single $A # x'
                D="double ${A} \\"x\\" \\$A"
                E=${B}/e
                F=
                G=a#b
                """);

        assertThat(all)
                .containsEntry("A", "from outside")
                .containsEntry("B", "plain")
                .containsEntry("C", "single $A # x")
                .containsEntry("D", "double from outside \"x\" $A")
                .containsEntry("E", "plain/e")
                .containsEntry("F", "")
                .containsEntry("G", "a#b");
        assertThat(DotEnv.with(Map.of(), "A='1\n2' # c\r\nB=\"$A\n3\"\nALONE\nexport ALONE\nC=x'y\nD="))
                .isEqualTo(Map.of("A", "1\n2", "B", "1\n2\n3", "C", "x'y", "D", ""));
        assertThat(Faults.of(() -> DotEnv.with(Map.of(), "A=1\nB=\"open\nC=2"))).hasSize(1);
        assertThat(Faults.of(() -> DotEnv.with(Map.of(), "A=1\nnon sense")))
                .containsExactly(".env:2: must be a variable such as NAME=value");
    }
}
