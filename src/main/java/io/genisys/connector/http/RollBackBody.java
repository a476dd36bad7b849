package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads which version is to come back: {@code {"version": 7}}, or nothing of that. */
final class RollBackBody {
    private static final String FIELD = "version";

    private RollBackBody() {}

    /**
     * @param errors what is wrong with the rest of the request; faults of the body are added
     * @return empty: the last proven one
     * @throws InvalidException with every fault
     */
    static OptionalLong read(Map<String, Object> body, List<FieldError> errors) {
        List<FieldError> all = new ArrayList<>(errors);
        body.keySet().stream()
                .filter(field -> !field.equals(FIELD))
                .forEach(field -> all.add(new FieldError(field, "is an unknown field; the only one is version")));
        Object value = body.get(FIELD);
        boolean isNumber = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        if (value != null && !isNumber) {
            all.add(new FieldError(FIELD, "must be a whole number, one of those that GET …/versions lists"));
        }
        if (!all.isEmpty()) {
            throw new InvalidException(all);
        }
        return value == null ? OptionalLong.empty() : OptionalLong.of(((Number) value).longValue());
    }
}
