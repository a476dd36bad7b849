package io.genisys.connector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.genisys.connector.model.Command;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionFormTest {
    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("name", "hello", "image", "repo:1"));
        fields.put(field, value);
        return fields;
    }

    private static List<FieldError> faultsOf(Map<?, ?> fields) {
        return catchThrowableOfType(InvalidException.class, () -> DefinitionForm.read(fields))
                .errors();
    }

    @Test
    void readsEveryField() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "hello");
        fields.put("image", "repo:1");
        fields.put("command", "run 'a b'");
        fields.put("environment", Map.of("A", "b"));
        fields.put("ports", List.of("8080", 9090, "53/udp", 8080L));
        fields.put("stop_signal", "SIGINT");
        fields.put("stop_grace_period", "1m30s");
        fields.put("drain_delay", "10s");

        assertThat(DefinitionForm.read(fields))
                .isEqualTo(new ServiceDefinition(
                        new ServiceName("hello"),
                        new ImageReference("repo:1"),
                        new ServiceDefinition.Program(
                                Optional.of(Command.parse("run 'a b'")), Optional.of(Map.of("A", "b"))),
                        Optional.of(Stream.of("8080", "9090", "53/udp")
                                .map(port -> PortMapping.of(PortSpec.parse(port)))
                                .toList()),
                        new ServiceDefinition.Stop(
                                Optional.of("SIGINT"),
                                Optional.of(Duration.ofSeconds(90)),
                                Optional.of(Duration.ofSeconds(10))),
                        Optional.empty(),
                        Details.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "environment", "ports", "stop_signal", "stop_grace_period", "drain_delay"})
    void readsNullAsNotGiven(String field) {
        assertThat(DefinitionForm.read(with(field, null)))
                .isEqualTo(DefinitionForm.read(Map.of("name", "hello", "image", "repo:1")));
    }

    static Stream<Object> nothing() {
        return Stream.of("", " \t\n", List.of());
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void aCommandWithoutAWordIsTheImagesOwn(Object command) {
        assertThat(DefinitionForm.write(DefinitionForm.read(with("command", command))))
                .containsEntry("command", null);
    }

    static Stream<Arguments> variables() {
        return Stream.of(
                arguments("value", "value"),
                arguments("", ""),
                arguments(1, "1"),
                arguments(9_999_999_999L, "9999999999"),
                arguments(new BigInteger("123456789012345678901"), "123456789012345678901"),
                arguments(true, "true"),
                arguments(false, "false"),
                arguments(1.5, "1.5"),
                arguments(1e10, "10000000000"),
                arguments(0.0000001, "0.0000001"),
                arguments(-0.0, "-0.0"),
                arguments(new BigDecimal("0.0000001"), "0.0000001"),
                arguments(new BigDecimal("1e400"), "1" + "0".repeat(400)),
                arguments(new BigDecimal("1e999999999"), "1E+999999999"),
                arguments(new BigDecimal("1.10"), "1.10"));
    }

    @ParameterizedTest
    @MethodSource("variables")
    void makesTextOfNumbersAndBooleans(Object value, String text) {
        assertThat(DefinitionForm.read(with("environment", Map.of("A", value)))
                        .program()
                        .environment())
                .contains(Map.of("A", text));
    }

    static Stream<Arguments> faults() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("A", null);
        return Stream.of(
                arguments("name", null, "name"),
                arguments("name", 5, "name"),
                arguments("name", "a b", "name"),
                arguments("image", null, "image"),
                arguments("image", "registry:5000/name", "image"),
                arguments("image", List.of("repo:1"), "image"),
                arguments("command", "a 'b", "command"),
                arguments("command", List.of("a", 1), "command"),
                arguments("command", Arrays.asList("a", null), "command"),
                arguments("command", 5, "command"),
                arguments("environment", List.of("A"), "environment[0]"),
                arguments("environment", "A=b", "environment"),
                arguments("environment", nothing, "environment.A"),
                arguments("environment", Map.of("A", List.of()), "environment.A"),
                arguments("environment", Map.of("A", Map.of()), "environment.A"),
                arguments("environment", Map.of("A", "b\u0000"), "environment.A"),
                arguments("environment", Map.of("A", Double.NaN), "environment.A"),
                arguments("environment", Map.of("A", Float.POSITIVE_INFINITY), "environment.A"),
                arguments("environment", Map.of("A=B", "c"), "environment.A=B"),
                arguments("environment", Map.of("", "c"), "environment."),
                arguments("ports", "8080", "ports"),
                arguments("ports", 8080, "ports"),
                arguments("ports", Map.of("80", "80"), "ports"),
                arguments("ports", List.of("8080", "70000"), "ports[1]"),
                arguments("ports", List.of("8090-8080"), "ports[0]"),
                arguments("ports", List.of("8080:80:x"), "ports[0]"),
                arguments("ports", List.of(true), "ports[0]"),
                arguments("ports", List.of(80.5), "ports[0]"),
                arguments("ports", Arrays.asList((Object) null), "ports[0]"),
                arguments("stop_signal", "kill it", "stop_signal"),
                arguments("stop_signal", List.of(), "stop_signal"),
                arguments("stop_grace_period", "soon", "stop_grace_period"),
                arguments("stop_grace_period", "61m", "stop_grace_period"),
                arguments("drain_delay", "61m", "drain_delay"),
                arguments("drain_delay", "-1s", "drain_delay"),
                arguments("stop_grace_period", true, "stop_grace_period"),
                arguments("replicas", 3, "replicas"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheFieldThatIsAtFault(String field, Object value, String fault) {
        assertThat(faultsOf(with(field, value))).extracting(FieldError::field).containsExactly(fault);
    }

    @Test
    void findsAllFaultsAtOnce() {
        Map<String, Object> fields = Map.of(
                "image",
                "repo",
                "ports",
                List.of("x", 0),
                "environment",
                Map.of("A", List.of("secret")),
                "imgae",
                "x:1");

        assertThat(faultsOf(fields))
                .extracting(FieldError::field)
                .containsExactly("imgae", "name", "image", "environment.A", "ports[0]", "ports[1]");
        assertThat(faultsOf(fields).toString()).doesNotContain("secret");
    }

    @Test
    void keepsTheOrderOfVariables() {
        Map<String, Object> environment = new LinkedHashMap<>();
        List.of("Z", "A", "M", "B").forEach(name -> environment.put(name, 1));

        assertThat(DefinitionForm.read(with("environment", environment))
                        .program()
                        .environment()
                        .orElseThrow())
                .containsOnlyKeys("Z", "A", "M", "B")
                .extracting(Map::keySet)
                .asString()
                .isEqualTo("[Z, A, M, B]");
    }
}
