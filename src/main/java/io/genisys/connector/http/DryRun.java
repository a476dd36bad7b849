package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Whether a scale request is only to tell what it would do: {@code ?dryRun=true}. What is meant so and misspelled must
 * not scale, so any other query is a fault.
 */
final class DryRun {
    private static final String NAME = "dryRun";

    private DryRun() {}

    /** @param errors to which every fault is added */
    static boolean read(MultiMap query, List<FieldError> errors) {
        query.names().stream()
                .filter(name -> !name.equals(NAME))
                .forEach(name -> errors.add(new FieldError(name, "is an unknown parameter; the only one is dryRun")));
        List<String> values = query.getAll(NAME);
        boolean isWanted = values.equals(List.of("true"));
        if (!isWanted && !values.isEmpty() && !values.equals(List.of("false"))) {
            errors.add(new FieldError(NAME, "must be true or false"));
        }
        return isWanted;
    }
}
