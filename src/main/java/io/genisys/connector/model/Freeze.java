package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Numbers and updates stand still, while what fails is still replaced.
 *
 * @param since when, by the wall clock
 * @param until when it ends by itself, by the wall clock; empty: when an operator ends it
 * @param reason for people; empty: none was given
 * @param by who asked for it
 */
public record Freeze(Instant since, Optional<Instant> until, Optional<String> reason, Optional<Caller> by) {
    public Freeze {
        Objects.requireNonNull(since);
        until = until == null ? Optional.empty() : until;
        reason = reason == null ? Optional.empty() : reason;
        by = by == null ? Optional.empty() : by;
    }

    /** For people: {@code until 2027-01-31T12:00:00Z: incident 12}; empty if there is nothing to say. */
    public String words() {
        return Stream.concat(until.map(end -> "until " + end).stream(), reason.stream())
                .collect(Collectors.joining(": "));
    }
}
