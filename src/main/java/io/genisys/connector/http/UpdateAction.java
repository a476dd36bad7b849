package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.InvalidException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a caller may do about the update of a service. */
enum UpdateAction {
    START(What.UPDATE_STARTED),
    PAUSE(What.UPDATE_PAUSED),
    RESUME(What.UPDATE_RESUMED),
    RESTART(What.SERVICE_RESTARTED);

    private static final String FIELD = "action";

    private final What what;

    UpdateAction(What what) {
        this.what = what;
    }

    /** What happens by it. */
    What what() {
        return what;
    }

    /**
     * Of a body {@code {"action": "restart"}}.
     *
     * @throws InvalidException with every fault
     */
    static UpdateAction read(Map<String, Object> body) {
        List<FieldError> errors = new ArrayList<>();
        body.keySet().stream()
                .filter(field -> !field.equals(FIELD))
                .forEach(field -> errors.add(new FieldError(field, "is an unknown field; the only one is action")));
        Optional<UpdateAction> action = Arrays.stream(values())
                .filter(one -> JsonParts.word(one).equals(body.get(FIELD)))
                .findFirst();
        if (action.isEmpty()) {
            errors.add(new FieldError(FIELD, "must be start, pause, resume or restart"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return action.orElseThrow();
    }
}
