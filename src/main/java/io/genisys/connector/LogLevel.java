package io.genisys.connector;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.InvalidException;
import java.util.Locale;
import java.util.Optional;

/** The level that {@code GENISYS_LOG_LEVEL} names, in any case, and by the names that Python has as well. */
final class LogLevel {
    static final String VARIABLE = "GENISYS_LOG_LEVEL";

    private static final String ALLOWED = "must be TRACE, DEBUG, INFO, WARN or WARNING, ERROR or CRITICAL, or OFF";

    private LogLevel() {}

    /** As the system property, else the variable of the environment; empty if neither is there. */
    static Optional<String> given() {
        return Optional.ofNullable(System.getProperty(VARIABLE, System.getenv(VARIABLE)));
    }

    /** @throws InvalidException if that is no level */
    static Level of(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "TRACE", "ALL", "NOTSET" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "INFO" -> Level.INFO;
            case "WARN", "WARNING" -> Level.WARN;
            case "ERROR", "CRITICAL", "FATAL" -> Level.ERROR;
            case "OFF" -> Level.OFF;
            default -> throw new InvalidException(VARIABLE, ALLOWED);
        };
    }
}
