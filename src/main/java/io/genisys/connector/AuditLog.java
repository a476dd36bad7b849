package io.genisys.connector;

import io.genisys.connector.model.InvalidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the audit log goes, as {@code GENISYS_AUDIT_LOG} says: to a file, to which it is appended, or nowhere. */
final class AuditLog {
    static final String VARIABLE = "GENISYS_AUDIT_LOG";
    private static final String OFF = "off";

    private AuditLog() {}

    /** As the system property, else the variable of the environment; empty: among the lines of the log. */
    static Optional<String> given() {
        return Optional.ofNullable(System.getProperty(VARIABLE, System.getenv(VARIABLE)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    static boolean isOff(String name) {
        return name.equalsIgnoreCase(OFF);
    }

    /**
     * Blocks.
     *
     * @throws InvalidException if it names a file that cannot be written
     */
    static void check(String name) {
        if (isOff(name)) {
            return;
        }
        Path file = Path.of(name);
        if (!file.isAbsolute() || (Files.exists(file) && !Files.isRegularFile(file))) {
            throw new InvalidException(VARIABLE, "must be off, or the absolute path of a file");
        }
        try {
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new InvalidException(VARIABLE, "names a file that cannot be written: " + e);
        }
    }
}
