package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query asks for, such as {@code ?dryRun=true}. What is meant so and misspelled must not change anything, so any
 * other query is a fault.
 */
final class Flags {
    private Flags() {}

    /**
     * @param known all that may be asked for
     * @param errors to which every fault is added
     * @return those that are asked for
     */
    static Set<String> read(MultiMap query, List<String> known, List<FieldError> errors) {
        query.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.add(new FieldError(name, "is an unknown parameter; " + allowed(known))));
        Set<String> wanted = new HashSet<>();
        known.forEach(flag -> {
            List<String> values = query.getAll(flag);
            if (values.equals(List.of("true"))) {
                wanted.add(flag);
            } else if (!values.isEmpty() && !values.equals(List.of("false"))) {
                errors.add(new FieldError(flag, "must be true or false"));
            }
        });
        return wanted;
    }

    private static String allowed(List<String> known) {
        return known.size() == 1 ? "the only one is " + known.get(0) : "allowed are " + String.join(", ", known);
    }
}
