package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ServiceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceFileTest {
    private static final List<ServiceDefinition> TWO = List.of(
            DefinitionForm.read(Map.of(
                    "name", "web",
                    "image", "nginx:1.27",
                    "command", List.of("nginx", "-g", "daemon off;"),
                    "environment", environment(),
                    "ports", List.of("8080", 9090, "53/udp"))),
            DefinitionForm.read(Map.of("name", "worker", "image", "registry:5000/worker:2")));

    @TempDir
    private Path folder;

    private static Map<String, Object> environment() {
        Map<String, Object> environment = new LinkedHashMap<>();
        environment.put("SERVICE_8081_IGNORE", 1);
        environment.put("DEBUG", true);
        environment.put("VERSION", "1.10");
        return environment;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> faults(String name, String text) throws IOException {
        Path file = write(name, text);
        return Faults.of(() -> ServiceFile.read(file, RootRights.NONE));
    }

    @Test
    void readsPython() throws IOException {
        Path file = write(
                "services.py",
                """
                # -*- coding: utf-8 -*-
                webService = {
                    'name': 'web', 'image': "nginx:" '1.27',
                    'command': ('nginx', '-g', 'daemon off;'),
                    'environment': {'SERVICE_8081_IGNORE': 1, 'DEBUG': True, 'VERSION': '1.10'},
                    'ports': ['8080', 9090, '53/udp'],
                }
                worker = {'name': 'worker', 'image': 'registry:5000/worker:2', 'command': None, 'ports': None}
                """);
        assertThat(ServiceFile.read(file, RootRights.NONE)).isEqualTo(new ServiceFile(true, TWO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services.yml", "services.yaml", "SERVICES.YML"})
    void readsYaml(String name) throws IOException {
        Path file = write(
                name,
                """
                webService:
                  name: web
                  image: nginx:1.27
                  command: [nginx, -g, daemon off;]
                  environment: {SERVICE_8081_IGNORE: 1, DEBUG: true, VERSION: 1.10}
                  ports: ['8080', 9090, 53/udp]
                worker:
                  name: worker
                  image: registry:5000/worker:2
                  command:
                  ports: ~
                """);
        assertThat(ServiceFile.read(file, RootRights.NONE)).isEqualTo(new ServiceFile(true, TWO));
    }

    @Test
    void readsJson() throws IOException {
        Path file = write(
                "services.json",
                """
                {
                \t"webService": {
                \t\t"name": "web", "image": "nginx:1.27", "command": ["nginx", "-g", "daemon off;"],
                \t\t"environment": {"SERVICE_8081_IGNORE": 1, "DEBUG": true, "VERSION": 1.10},
                \t\t"ports": ["8080", 9090, "53/udp"]
                \t},
                \t"worker": {"name": "worker", "image": "registry:5000/worker:2", "command": null}
                }
                """);
        assertThat(ServiceFile.read(file, RootRights.NONE)).isEqualTo(new ServiceFile(true, TWO));
    }

    @ParameterizedTest
    @CsvSource({
        "no, no",
        "on, on",
        "010, 010",
        "1.10, 1.10",
        "1e3, 1e3",
        "12:30, 12:30",
        "2024-01-01, 2024-01-01",
        "1_000, 1_000",
        "0x10, 0x10",
        "08, 08",
        "-5, -5",
        "True, true",
        "'\"1\"', 1",
        "=, ="
    })
    void keepsInYamlWhatWasWritten(String written, String value) throws IOException {
        Path file = write("s.yml", "s: {name: s, image: 's:1', environment: {A: " + written + "}}");

        assertThat(ServiceFile.read(file, RootRights.NONE)
                        .services()
                        .get(0)
                        .program()
                        .environment())
                .contains(Map.of("A", value));
    }

    @Test
    void sharesPartsInYaml() throws IOException {
        Path file = write(
                "s.yml",
                """
                a: &base {name: a, image: 's:1', ports: [80]}
                b: {<<: *base, name: b}
                """);
        assertThat(ServiceFile.read(file, RootRights.NONE).services())
                .extracting(service -> service.name() + " " + service.ports().orElseThrow())
                .containsExactly("a [80]", "b [80]");
    }

    @ParameterizedTest
    @CsvSource({
        "s.py, ''",
        "s.py, '# nothing'",
        "s.yml, ''",
        "s.yml, '# nothing'",
        "s.json, {}",
        "s.json, null",
        "s.yml, {}"
    })
    void mayHaveNoServices(String name, String text) throws IOException {
        assertThat(ServiceFile.read(write(name, text), RootRights.NONE)).isEqualTo(new ServiceFile(true, List.of()));
    }

    @Test
    void needNotBeThere() {
        assertThat(ServiceFile.read(folder.resolve("services.py"), RootRights.NONE))
                .isEqualTo(new ServiceFile(false, List.of()));
    }

    @Test
    void startsWithAByteOrderMarkWhereItWasWrittenOnWindows() throws IOException {
        Path file = write("s.py", "\uFEFFa = {'name': 'a',\r\n 'image': 'a:1'}\r\n");

        assertThat(ServiceFile.read(file, RootRights.NONE).services()).hasSize(1);
    }

    @Test
    void mustBeATextFileOfAKnownKind() throws IOException {
        Files.createDirectory(folder.resolve("folder.py"));
        Files.write(folder.resolve("latin.py"), "# ä".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Faults.of(() -> ServiceFile.read(folder.resolve("folder.py"), RootRights.NONE)))
                .singleElement()
                .asString()
                .contains("must be a file");
        assertThat(Faults.of(() -> ServiceFile.read(folder.resolve("latin.py"), RootRights.NONE)))
                .singleElement()
                .asString()
                .contains("UTF-8");
        assertThat(faults("null.py", "# \u0000")).singleElement().asString().contains("null character");
        assertThat(faults("large.py", "#".repeat(TextFile.LARGEST + 1)))
                .singleElement()
                .asString()
                .contains("1 MiB");
        assertThat(faults("services.txt", ""))
                .singleElement()
                .asString()
                .endsWith("must end in .py, .yml, .yaml or .json");
    }

    @Test
    void reportsEveryFaultOfEveryServiceWithItsPlace() throws IOException {
        assertThat(
                        faults(
                                "s.py",
                                """
                        a = {'image': 'a',
                             'ports': ['8080',
                                       '70000'],
                             'environment': {'PASSWORD': None}}
                        import os
                        b = {'name': 'b', 'image': 'b:1', 'imgae': 1}
                        c = {'name': 'b b', 'image': 'b:1'}
                        """))
                .extracting(fault -> fault.substring(0, fault.indexOf(": ")))
                .containsExactly(
                        "s.py:5:1",
                        "s.py:1:1 a.name",
                        "s.py:1:15 a.image",
                        "s.py:4:21 a.environment.PASSWORD",
                        "s.py:2:15 a.ports[1]",
                        "s.py:6:44 b.imgae",
                        "s.py:7:14 c.name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s.yml  | a: {name: a}                                       | s.yml a.image: is missing",
                "s.yml  | a:                                                 | s.yml a: must be a service",
                "s.yml  | [a, b]                                             | s.yml: must be an object",
                "s.yml  | 'a: {name: secret'                                 | s.yml:1:17: is not valid YAML",
                "s.yml  | 'a: {environment: {A: *secret}}'                   | s.yml:1:22: is not valid YAML",
                "s.yml  | 'a: {name: a, name: b}'                            | s.yml:1:14: is not valid YAML",
                "s.json | {\"a\": {\"name\": \"a\"}}                         | s.json a.image: is missing",
                "s.json | {\"a\": 1}                                         | s.json a: must be a service",
                "s.json | []                                                 | s.json: must be an object",
                "s.json | ''                                                 | s.json:1:1: is not valid JSON",
                "s.json | {\"a\": secret}                                    | s.json:1:7: is not valid JSON",
                "s.json | {\"a\": {}, \"a\": {}}                             | s.json:1:14: is not valid JSON",
                "s.json | {} {}                                              | s.json:1:4: is not valid JSON",
            })
    void saysWhatIsWrongWithoutQuotingTheFile(String name, String text, String fault) throws IOException {
        assertThat(faults(name, text)).anySatisfy(f -> assertThat(f).startsWith(fault));
        assertThat(faults(name, text).toString()).doesNotContain("secret");
    }

    @Test
    void refusesTwoServicesOfOneName() throws IOException {
        assertThat(faults("s.py", "a = {'name': 'x', 'image': 'x:1'}\nb = {'name': 'x', 'image': 'x:2'}"))
                .containsExactly("s.py:2:14 b.name: must be unique, and is the name of a too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.json", "s.yml"})
    void survivesDeepNesting(String name) throws IOException {
        assertThat(faults(name, "[".repeat(100_000))).isNotEmpty();
        assertThat(faults(name, "{\"a\":".repeat(100_000))).isNotEmpty();
    }

    @Test
    void survivesYamlThatContainsItselfOrExplodes() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d {x: *a%d, y: *a%d}%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(faults("s.yml", bomb.toString())).isNotEmpty();
        assertThat(faults("s.yml", "a: &a {name: a, image: 'a:1', environment: {A: *a}}"))
                .isNotEmpty();
        assertThat(faults("s.yml", "a: &a {? *a : b}")).isNotEmpty();
    }
}
