package io.genisys.connector.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Who made a definition the current one, and when.
 *
 * @param at by the clock of the machine, to the second, for showing; empty if it is not known
 * @param by a user of the API, or one of the sources below; empty if it is not known
 */
public record Authorship(Optional<Instant> at, Optional<String> by) {
    /** An earlier release did not keep it. */
    public static final Authorship UNKNOWN = new Authorship(Optional.empty(), Optional.empty());

    /** What the file with services gave. */
    public static final String SERVICE_FILE = "service file";
    /** A document that took the place of all. */
    public static final String IMPORT = "import";
    /** The connector itself took a definition back. */
    public static final String CONNECTOR = "connector";

    public Authorship {
        Objects.requireNonNull(by);
        at = at.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    public static Authorship of(Instant at, String by) {
        return new Authorship(Optional.of(at), Optional.of(by));
    }
}
