package io.genisys.connector.config;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One section of a configuration file. It knows the keys that were read from it, and refuses all others. A faulty value
 * is remembered as a fault, and reading goes on with the default.
 */
final class Section {
    private final String name;
    private final Map<?, ?> values;
    private final Map<String, String> environment;
    private final List<FieldError> faults;
    private final Map<String, Optional<String>> known = new LinkedHashMap<>();

    Section(String name, Map<?, ?> values, Map<String, String> environment, List<FieldError> faults) {
        this.name = name;
        this.values = new LinkedHashMap<>(values);
        this.environment = environment;
        this.faults = faults;
    }

    /** @param standard the default, as one would write it in the file */
    <T> T read(String key, String standard, Parser<T> parser) {
        known.put(key, Optional.of(standard));
        return given(key, parser).orElseGet(() -> parser.parse(standard));
    }

    /** A key without a default. */
    <T> Optional<T> read(String key, Parser<T> parser) {
        known.put(key, Optional.empty());
        return given(key, parser);
    }

    private <T> Optional<T> given(String key, Parser<T> parser) {
        String field = fieldOf(key);
        Object value = isInEnvironment(key) ? environment.get(variable(key)) : values.get(key);
        boolean isGiven = isGiven(key);
        if (isGiven && (value == null || value.equals(""))) {
            faults.add(new FieldError(field, "is empty; give it a value, or leave it out for its default"));
            return Optional.empty();
        }
        return isGiven ? parse(field, value, parser) : Optional.empty();
    }

    private <T> Optional<T> parse(String field, Object value, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(value));
        } catch (InvalidException e) {
            e.errors().forEach(error -> faults.add(within(field, error)));
            return Optional.empty();
        }
    }

    private static FieldError within(String field, FieldError error) {
        String dot = error.field().isEmpty() || error.field().startsWith("[") ? "" : ".";
        return new FieldError(field + dot + error.field(), error.message());
    }

    boolean isGiven(String key) {
        return isInEnvironment(key) || values.containsKey(key);
    }

    private boolean isInEnvironment(String key) {
        return environment.containsKey(variable(key));
    }

    /**
     * Of keys that exclude each other, those of the environment go before those of the file, as a key of the
     * environment goes before the same one of the file. What stands against each other in one place is left to be
     * found.
     */
    void letTheEnvironmentChoose(List<String> these, List<String> those) {
        boolean choosesThese = these.stream().anyMatch(this::isInEnvironment);
        boolean choosesThose = those.stream().anyMatch(this::isInEnvironment);
        if (choosesThese) {
            those.forEach(values::remove);
        }
        if (choosesThose) {
            these.forEach(values::remove);
        }
    }

    /** Adds a fault that only shows when two keys are seen together. */
    void fault(String key, String message) {
        faults.add(new FieldError(fieldOf(key), message));
    }

    /** Where a key was given: the variable of the environment that overrides it, else the key itself. */
    private String fieldOf(String key) {
        return isInEnvironment(key) ? variable(key) : name + "." + key;
    }

    /** The keys that were read, with their defaults as one would write them. */
    Map<String, Optional<String>> known() {
        return known;
    }

    /** To be called when all keys were read. */
    void refuseUnknown() {
        for (Object key : values.keySet()) {
            if (!known.containsKey(key)) {
                String text = String.valueOf(key);
                faults.add(new FieldError(
                        name + "." + text, "is not a key of this section;" + Suggestion.of(text, known.keySet())));
            }
        }
        List<String> variables = known.keySet().stream().map(this::variable).toList();
        environment.keySet().stream()
                .filter(v -> v.startsWith(variable("")) && !variables.contains(v))
                .sorted()
                .forEach(v -> faults.add(
                        new FieldError(v, "is not a variable of the connector;" + Suggestion.of(v, variables))));
    }

    private String variable(String key) {
        return ("GENISYS_" + name + "_" + key).toUpperCase(Locale.ROOT);
    }
}
