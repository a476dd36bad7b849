package io.genisys.connector.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of Compose's own schema is taken, ignored or refused. */
class ComposeFieldsTest {
    private static final Path NAMES = Path.of("src/test/resources/compose/fields.txt");
    private static final ComposeReader READER = new ComposeReader(10, RootRights.ALL::check);

    private static Map<String, List<String>> names() throws IOException {
        return Files.readAllLines(NAMES).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.groupingBy(
                        line -> line.replaceFirst(":.*", ""),
                        TreeMap::new,
                        Collectors.flatMapping(
                                line -> Stream.of(line.replaceFirst(".*: ", "").split(" ")), Collectors.toList())));
    }

    static Stream<String> fields() throws IOException {
        return names().entrySet().stream()
                .flatMap(part -> part.getValue().stream().map(name -> part.getKey() + "." + name));
    }

    /** A file in which that field has a value that fits nothing. */
    private static Map<String, Object> fileWith(String part, String name) {
        Map<String, Object> field = Map.of(name, Map.of("nothing", "of this kind"));
        return switch (part) {
            case "file" -> file(name.equals("services") ? Map.of() : field, Map.of());
            case "service" -> file(Map.of(), field);
            case "deploy" -> file(Map.of(), Map.of("deploy", field));
            case "placement" -> file(Map.of(), Map.of("deploy", Map.of("placement", field)));
            default -> file(Map.of(part, Map.of("it", field)), Map.of());
        };
    }

    private static Map<String, Object> file(Map<String, Object> top, Map<String, Object> service) {
        Map<String, Object> file = new TreeMap<>(top);
        file.put("services", Map.of("web", service));
        return file;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void eachFieldOfComposesSchemaIsTakenIgnoredOrRefused(String field) {
        String part = field.replaceFirst("[.].*", "");
        String name = field.replaceFirst(".*[.]", "");
        if (field.equals("file.services")) {
            return;
        }

        ComposeReport report = READER.read(fileWith(part, name));

        List<Findings> found =
                List.of(report.file(), report.services().get("web").fields());
        long verdicts = found.stream()
                .flatMap(all -> Stream.of(
                        all.taken().stream(), all.ignored().keySet().stream(), all.refused().keySet().stream()))
                .filter(names -> names.anyMatch(path -> path.contains(name)))
                .count();
        assertThat(verdicts).as(found.toString()).isEqualTo(1);
        assertThat(found).allSatisfy(all -> {
            assertThat(all.ignored().values()).allSatisfy(ComposeFieldsTest::isASentence);
            assertThat(all.refused().values()).allSatisfy(ComposeFieldsTest::isASentence);
            assertThat(all.refused().entrySet())
                    .noneMatch(fault ->
                            fault.getKey().endsWith(name) && fault.getValue().contains("is not a field of"));
        });
    }

    private static void isASentence(String because) {
        assertThat(because).hasSizeGreaterThan(10).doesNotEndWith(".");
    }

    @Test
    void theConnectorKnowsNoFieldThatComposeDoesNot() throws IOException {
        assertThat(ServiceRules.all()).doesNotHaveDuplicates();
        assertThat(names().get("service")).containsAll(ServiceRules.all());
        assertThat(names().get("deploy")).containsExactlyInAnyOrderElementsOf(DeployRules.names());
        for (DeclaredKind kind : DeclaredKind.values()) {
            assertThat(names().get(kind.section())).containsExactlyInAnyOrderElementsOf(kind.fields());
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldOfComposesServicesThatADefinitionLacksIsRefusedWithItsOwnReason(String field) {
        String name = field.replaceFirst("service[.]", "");
        if (name.contains(".") || DefinitionForm.names().contains(name)) {
            return;
        }

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> DefinitionForm.read(Map.of("name", "web", "image", "a:1", name, "")))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::message)
                        .anySatisfy(why -> assertThat(why).startsWith("is not a field of a service: ")));
    }

    @Test
    void aFieldWithoutAValueIsAsIfItWereLeftOut() {
        ComposeReport.Service service = READER.read("services: {web: {image: 'a:1', build: , ports: , restart: }}")
                .services()
                .get("web");

        assertThat(service.definition()).isPresent();
        assertThat(service.fields().ignored()).containsOnlyKeys("build", "ports", "restart");
    }

    @Test
    void aMisspeltNameAtTheTopIsRefusedWithTheOneThatMayBeMeant() {
        ComposeReport report = READER.read("{services: {web: {image: 'a:1'}}, volume: {}, networsk: {}, foo: {}}");

        assertThat(report.file().refused())
                .containsEntry("volume", "is not a field of a Compose file; did you mean volumes?")
                .containsEntry("networsk", "is not a field of a Compose file; did you mean networks?")
                .containsEntry("foo", "is not a field of a Compose file");
    }
}
