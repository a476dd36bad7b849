package io.genisys.connector.http;

import io.genisys.connector.model.Durations;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of a request to drain a host: {@code {"deadline": "10m"}}, or nothing of that. */
final class DrainDeadline {
    private static final String FIELD = "deadline";
    private static final Duration STANDARD = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    private DrainDeadline() {}

    /** @throws InvalidException with every fault */
    static Duration read(Map<String, Object> body) {
        List<FieldError> errors = new ArrayList<>();
        body.keySet().stream()
                .filter(field -> !field.equals(FIELD))
                .forEach(field -> errors.add(new FieldError(field, "is an unknown field; the only one is deadline")));
        Object value = body.get(FIELD);
        Optional<Duration> deadline = value == null ? Optional.of(STANDARD) : duration(value);
        if (deadline.isEmpty()) {
            errors.add(new FieldError(FIELD, Durations.ALLOWED + ", at most 24h"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return deadline.orElseThrow();
    }

    private static Optional<Duration> duration(Object value) {
        return value instanceof String || value instanceof Number
                ? Durations.parse(value.toString()).filter(time -> time.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }
}
