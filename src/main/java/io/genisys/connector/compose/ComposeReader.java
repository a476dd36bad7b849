package io.genisys.connector.compose;

import io.genisys.connector.compose.Verdict.Ignored;
import io.genisys.connector.compose.Verdict.Refused;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.yaml.WordsYaml;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads Compose files. It puts no variables in place, and looks at no other file. */
public final class ComposeReader {
    private static final String SERVICES = "services";
    private static final String NO_FILE = "must be a Compose file: an object with services, each of them an object";

    private static final Map<String, Verdict> OTHERS = Map.of(
            "version", new Ignored("no version of Compose needs it any more"),
            "name", new Ignored("there are no projects: networks and volumes have the names that the file gives them"),
            "include", new Refused("other files are not read; send what docker compose config prints"),
            "models", new Refused("the connector runs containers only; start the model as a service"));

    private static final List<String> NAMES = Stream.of(
                    Stream.of(SERVICES),
                    Stream.of(DeclaredKind.values()).map(DeclaredKind::section),
                    OTHERS.keySet().stream())
            .flatMap(names -> names)
            .sorted()
            .toList();

    private final int maxContainers;
    private final Consumer<ServiceDefinition> rules;

    /**
     * @param maxContainers the largest number of a service
     * @param rules refuse a definition with {@link InvalidException}
     */
    public ComposeReader(int maxContainers, Consumer<ServiceDefinition> rules) {
        this.maxContainers = maxContainers;
        this.rules = rules;
    }

    /** @throws InvalidException as {@link #read(Map)}, and if it is no YAML: its field is line and column then */
    public ComposeReport read(String yaml) {
        if (WordsYaml.parse(yaml) instanceof Map<?, ?> file) {
            return read(file);
        }
        throw Parsers.fault(NO_FILE);
    }

    /**
     * @param file maps, lists and scalars
     * @throws InvalidException if it has no services, or is too large
     */
    public ComposeReport read(Map<?, ?> file) {
        Bounds.check(file);
        if (!(file.get(SERVICES) instanceof Map<?, ?> services) || services.isEmpty()) {
            throw new InvalidException(SERVICES, NO_FILE);
        }
        Findings.Draft findings = new Findings.Draft();
        Map<DeclaredKind, Declared> declared = declared(file, findings);
        ServiceReading reading = new ServiceReading(new Uses(declared), maxContainers, rules);
        Map<String, ComposeReport.Service> all = new LinkedHashMap<>();
        services.forEach((name, service) -> all.put(String.valueOf(name), reading.read(String.valueOf(name), service)));
        return new ComposeReport(all, findings.done());
    }

    private static Map<DeclaredKind, Declared> declared(Map<?, ?> file, Findings.Draft findings) {
        Map<DeclaredKind, Declared> declared = new EnumMap<>(DeclaredKind.class);
        for (DeclaredKind kind : DeclaredKind.values()) {
            declared.put(kind, Declared.read(kind, file.get(kind.section()), findings));
        }
        file.keySet().forEach(key -> other(String.valueOf(key), declared, findings));
        return declared;
    }

    private static void other(String key, Map<DeclaredKind, Declared> declared, Findings.Draft findings) {
        boolean isKind =
                declared.keySet().stream().anyMatch(kind -> kind.section().equals(key));
        if (Extensions.is(key)) {
            findings.found(key, Extensions.IGNORED);
        } else if (!isKind && !key.equals(SERVICES)) {
            findings.found(
                    key,
                    Optional.ofNullable(OTHERS.get(key))
                            .orElseGet(() -> Unknown.refused(key, NAMES, "is not a field of a Compose file")));
        }
    }
}
