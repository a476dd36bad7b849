package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.yaml.WordsYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lies in {@code conf} is what users read first: it must be true. */
class ShippedFilesTest {
    private static final Path CONF = Path.of("conf");
    private static final Path FILE = CONF.resolve("genisys-connector.yml");
    private static final Pattern SECTION = Pattern.compile("(?:# )?([a-z]+):");
    private static final Pattern KEY = Pattern.compile("(?:# )?  (?:# )?([a-z_]+):(?: (.*))?");

    private static final Pattern LISTED = Pattern.compile("\\| `([a-z]+\\.[a-z_]+)`, `([A-Z_]+)` \\| ([^|]+) \\|");

    private static Map<String, String> shown() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(FILE)) {
            Matcher header = SECTION.matcher(line);
            Matcher key = KEY.matcher(line);
            if (header.matches()) {
                section = header.group(1);
            } else if (key.matches()) {
                shown.put(
                        section + "." + key.group(1),
                        Optional.ofNullable(key.group(2)).orElse(""));
            }
        }
        return shown;
    }

    private static Map<String, Optional<String>> known() {
        Map<String, Optional<String>> known = new LinkedHashMap<>();
        Map<String, Section> sections = new LinkedHashMap<>();
        Keys.all().forEach(key -> key.reader()
                .read(
                        sections.computeIfAbsent(
                                key.section(), name -> new Section(name, Map.of(), Map.of(), new FaultList())),
                        CONF));
        sections.forEach(
                (name, section) -> section.known().forEach((key, standard) -> known.put(name + "." + key, standard)));
        return known;
    }

    @Test
    void theConfigurationShowsEveryKeyWithItsDefault() throws IOException {
        Map<String, String> shown = shown();

        assertThat(shown.keySet()).containsExactlyElementsOf(known().keySet());
        known().forEach((key, standard) ->
                standard.ifPresent(text -> assertThat(shown.get(key)).as(key).isEqualTo(text)));
    }

    @Test
    void theDocumentListsEveryKeyWithItsVariableAndDefault() throws IOException {
        Map<String, String> listed = Files.readAllLines(Path.of("docs/configuration.md")).stream()
                .map(LISTED::matcher)
                .filter(Matcher::lookingAt)
                .collect(Collectors.toMap(
                        row -> row.group(1) + " " + row.group(2),
                        row -> row.group(3),
                        (a, b) -> a,
                        LinkedHashMap::new));
        Map<String, String> known = new LinkedHashMap<>();
        known().forEach((key, standard) -> known.put(
                key + " " + key.replace('.', '_').toUpperCase(Locale.ROOT),
                standard.map(text -> "`" + text + "`").orElse("none")));

        assertThat(listed).containsExactlyInAnyOrderEntriesOf(known);
    }

    @Test
    void theConfigurationIsTheDefault() throws IOException {
        Map<?, ?> tree = (Map<?, ?>) WordsYaml.parse(Files.readString(FILE));

        assertThat(ConnectorConfig.read(strings(tree), Map.of(), CONF))
                .isEqualTo(ConnectorConfig.read(Map.of(), Map.of(), CONF));
    }

    @Test
    void theExamplesOfUsersAndHostsAreValidOnceUncommented() throws IOException {
        String text = Files.readString(FILE)
                .replaceAll("(?m)^  # (users:|tokens:|tls:$|hosts:|  )", "  $1")
                .replaceAll("(?m)^  url: .*", "")
                .replaceAll("./tls/west-1", ".")
                .replaceAll("/run/secrets/monitoring", "genisys-connector.yml");

        assertThat(Faults.of(() -> ConnectorConfig.read(strings((Map<?, ?>) WordsYaml.parse(text)), Map.of(), CONF)))
                .containsExactly(
                        "connector.users.monitoring.password_file: must be a password of 1 to 1000 characters on one line",
                        "connector.tls.cert: must be a file that can be read; /etc/genisys/cert.pem is not",
                        "connector.tls.key: must be a file that can be read; /etc/genisys/key.pem is not",
                        "connector.tls.client_ca: must be a file that can be read; /etc/genisys/clients.pem is not",
                        "docker.hosts[0].tls: must be a folder with ca.pem, cert.pem and key.pem; in "
                                + CONF.toAbsolutePath() + " ca.pem, cert.pem, key.pem cannot be read");
    }

    @Test
    void theServicesAreTheDocumentedExample() {
        assertThat(ServiceFile.read(CONF.resolve("services.py"), RootRights.NONE))
                .isEqualTo(new ServiceFile(
                        true,
                        List.of(DefinitionForm.read(Map.of(
                                "name", "myService",
                                "image", "docker_image:tag",
                                "command", "command",
                                "environment", Map.of("ENV_VARIABLE_A", "value", "ENV_VARIABLE_B", "value"),
                                "ports", List.of("8080"))))));
    }

    private static Map<String, Object> strings(Map<?, ?> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }
}
