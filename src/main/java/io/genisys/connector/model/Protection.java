package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;

/**
 * A container goes last when its service shrinks, for a while.
 *
 * @param service that it belongs to
 * @param until by the wall clock
 */
public record Protection(ServiceName service, Instant until) {
    /** None lasts longer without being asked for again. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** On a container, with what {@link #of} reads as its value. */
    public static final String LABEL = "io.genisys.protect";

    public static final String ALLOWED =
            "must be a duration from the creation of the container on, such as 10m, at most 24h, or a time such as"
                    + " 2027-01-31T12:00:00Z";

    public Protection {
        Objects.requireNonNull(service);
        Objects.requireNonNull(until);
    }

    /**
     * Until when a label with that value protects a container. A time that is further away than the longest protection
     * counts as that; what is neither a time nor a duration protects nothing.
     */
    public static Optional<Instant> of(String label, Instant createdAt) {
        Instant latest = createdAt.plus(LONGEST);
        return Durations.parse(label)
                .filter(time -> time.compareTo(LONGEST) <= 0)
                .map(createdAt::plus)
                .or(() -> instant(label))
                .map(end -> end.isAfter(latest) ? latest : end);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
