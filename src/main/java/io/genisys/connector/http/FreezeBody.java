package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request to freeze says: {@code {"reason": "incident 12", "until": "2027-01-31T12:00:00Z"}}, or nothing.
 *
 * @param until in the future; empty: until it is ended
 */
record FreezeBody(Optional<String> reason, Optional<Instant> until) {
    private static final String UNTIL = "until";
    private static final Set<String> FIELDS = Set.of(ScaleNote.REASON, UNTIL);

    /** @throws InvalidException with every fault */
    static FreezeBody read(Map<String, Object> body, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        body.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> errors.add(new FieldError(field, "is an unknown field; there are reason and until")));
        Optional<String> reason = ScaleNote.reason(body.get(ScaleNote.REASON), errors);
        Object given = body.get(UNTIL);
        Optional<Instant> until = time(given).filter(time -> time.isAfter(now));
        if (given != null && until.isEmpty()) {
            errors.add(new FieldError(UNTIL, "must be a time in the future such as 2027-01-31T12:00:00Z"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return new FreezeBody(reason, until);
    }

    private static Optional<Instant> time(Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
