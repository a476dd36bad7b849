package io.genisys.connector;

import io.genisys.connector.model.InvalidException;
import java.util.Locale;
import java.util.Optional;

/** How lines of the log are written, as {@code GENISYS_LOG_FORMAT} names it, in any case. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** One object a line, with the fields of the Elastic Common Schema. */
    JSON;

    static final String VARIABLE = "GENISYS_LOG_FORMAT";

    /** As the system property, else the variable of the environment; empty if neither is there. */
    static Optional<String> given() {
        return Optional.ofNullable(System.getProperty(VARIABLE, System.getenv(VARIABLE)));
    }

    /** @throws InvalidException if there is no such format */
    static LogFormat of(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "TEXT" -> TEXT;
            case "JSON" -> JSON;
            default -> throw new InvalidException(VARIABLE, "must be text or json");
        };
    }
}
