package io.genisys.connector.config;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file, which is there and is YAML.
 *
 * @param path absolute
 * @param tree its sections by name; none if it says nothing at all, which means the defaults
 */
record ConfigFile(Path path, Map<String, Object> tree) {
    private static final String VARIABLE = "GENISYS_CONFIG";
    private static final List<String> USUAL = List.of("genisys-connector.yml", "conf/genisys-connector.yml");

    /** Whether it says nothing. */
    boolean isEmpty() {
        return tree.isEmpty();
    }

    /**
     * Blocks.
     *
     * @param named by whoever starts the connector; empty: {@code GENISYS_CONFIG}, else the usual places
     * @throws InvalidException where there is none
     */
    static ConfigFile find(Optional<String> named, Map<String, String> environment, Path workingFolder) {
        Optional<String> wanted = named.or(() -> Optional.ofNullable(environment.get(VARIABLE)));
        Path file = wanted.map(name -> named(named.isPresent() ? "config" : VARIABLE, name, workingFolder))
                .orElseGet(() -> usual(workingFolder));
        return new ConfigFile(file, tree(file));
    }

    private static Path named(String field, String name, Path workingFolder) {
        try {
            Path file = Values.path(isAbsolute(name) ? Path.of("/") : absolute(workingFolder))
                    .parse(name);
            TextFile.read(file, "");
            return file;
        } catch (InvalidException e) {
            String hint = "; name the configuration file in it, or leave it out for ./" + USUAL.get(0);
            throw new InvalidException(field, e.errors().get(0).message() + hint);
        }
    }

    private static boolean isAbsolute(String name) {
        return name.startsWith("/");
    }

    /** What Java makes of a relative one is wrong if it can't write the folder that the process is in. */
    private static Path absolute(Path workingFolder) {
        if (!workingFolder.isAbsolute()) {
            try {
                Locales.checked(System.getProperty("user.dir"));
            } catch (InvalidException e) {
                throw new InvalidException(
                        "the working folder", e.errors().get(0).message());
            }
        }
        return workingFolder.toAbsolutePath();
    }

    private static Path usual(Path workingFolder) {
        Path folder = absolute(workingFolder);
        List<Path> places =
                USUAL.stream().map(folder::resolve).map(Path::normalize).toList();
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        "",
                        "there is no configuration file: " + places.get(0) + " is not there, and neither is "
                                + places.get(1) + "; put one there, or name it in " + VARIABLE));
    }

    private static Map<String, Object> tree(Path file) {
        try {
            Object tree = WordsYaml.parse(TextFile.read(file, ""));
            if (tree == null) {
                return Map.of();
            }
            if (tree instanceof Map<?, ?> sections && !sections.containsKey("")) {
                Map<String, Object> byName = new LinkedHashMap<>();
                sections.forEach((name, section) -> byName.put(String.valueOf(name), section));
                return byName;
            }
            throw Values.fault("must have sections, connector: and docker:, at its top level");
        } catch (InvalidException e) {
            FieldError error = e.errors().get(0);
            throw new InvalidException(file + (error.field().isEmpty() ? "" : ":" + error.field()), error.message());
        }
    }
}
