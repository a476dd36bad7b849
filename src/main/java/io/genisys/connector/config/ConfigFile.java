package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the configuration file. */
final class ConfigFile {
    private static final String VARIABLE = "GENISYS_CONFIG";
    private static final List<String> USUAL = List.of("genisys-connector.yml", "conf/genisys-connector.yml");

    private ConfigFile() {}

    /**
     * Blocks.
     *
     * @param named the file that the command line names; empty: {@code GENISYS_CONFIG}, else the usual places
     * @return absolute
     * @throws InvalidException if it is not there
     */
    static Path find(Optional<String> named, Map<String, String> environment, Path workingFolder) {
        Optional<String> wanted = named.or(() -> Optional.ofNullable(environment.get(VARIABLE)));
        return wanted.map(name -> named(named.isPresent() ? "config" : VARIABLE, name, workingFolder))
                .orElseGet(() -> usual(workingFolder));
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
}
