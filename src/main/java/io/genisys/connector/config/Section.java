package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
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
    private final FaultList faults;
    private final Map<String, Optional<String>> known = new LinkedHashMap<>();

    Section(String name, Map<?, ?> values, Map<String, String> environment, FaultList faults) {
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
            faults.add(field, "is empty; give it a value, or leave it out for its default");
            return Optional.empty();
        }
        return isGiven ? faults.read(field, value, parser) : Optional.empty();
    }

    boolean isGiven(String key) {
        return isInEnvironment(key) || values.containsKey(key);
    }

    /** Whether the file has the section with anything in it, or the environment a key of it that was read. */
    boolean isAnyGiven() {
        return !values.isEmpty() || known.keySet().stream().anyMatch(this::isInEnvironment);
    }

    private boolean isInEnvironment(String key) {
        // of many hosts none has variables
        return !environment.isEmpty() && environment.containsKey(variable(key));
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
        faults.add(fieldOf(key), message);
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
        faults.unknown(name, values.keySet(), known.keySet(), "is not a key of this section");
        if (environment.isEmpty()) {
            return;
        }
        List<String> variables = known.keySet().stream().map(this::variable).toList();
        List<String> given = environment.keySet().stream()
                .filter(v -> v.startsWith(variable("")))
                .sorted()
                .toList();
        faults.unknown("", given, variables, "is not a variable of the connector");
    }

    private String variable(String key) {
        return ("GENISYS_" + name + "_" + key).toUpperCase(Locale.ROOT);
    }
}
