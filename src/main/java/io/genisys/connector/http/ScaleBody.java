package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a scale request says.
 *
 * @param reason for people; empty: none was given
 * @param meta for other programs
 */
record ScaleBody(int number, Optional<String> reason, Map<String, String> meta) {
    private static final Set<String> FIELDS = Set.of(ScaleNumber.FIELD, ScaleNote.REASON, ScaleNote.META);

    /**
     * @param largest number that is allowed
     * @param errors what is wrong with the rest of the request; faults of the body are added
     * @throws InvalidException with every fault
     */
    static ScaleBody read(Map<String, Object> body, int largest, List<FieldError> errors) {
        body.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field ->
                        errors.add(new FieldError(field, "is an unknown field; there are number, reason and meta")));
        int number = ScaleNumber.read(body.get(ScaleNumber.FIELD), largest, errors);
        Optional<String> reason = ScaleNote.reason(body.get(ScaleNote.REASON), errors);
        Map<String, String> meta = ScaleNote.meta(body.get(ScaleNote.META), errors);
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return new ScaleBody(number, reason, meta);
    }
}
