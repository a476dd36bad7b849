package io.genisys.connector.compose;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A Compose file with the variables of its caller in place. Done where the caller is, never by the connector. */
public final class Interpolation {
    private static final Pattern BARE = Pattern.compile("[^=]+");
    private static final String ENVIRONMENT = "environment";

    private final Variables variables;

    /**
     * @param values of the caller's variables
     * @param unset is told the name of each variable that becomes nothing, as it has no value
     */
    public Interpolation(Map<String, String> values, Consumer<String> unset) {
        this.variables = new Variables(values, unset);
    }

    /**
     * @return what {@link ComposeReader} reads; names of fields stay as they are
     * @throws InvalidException if it is no YAML, is too large, or has a variable that is not well formed or must be set
     */
    public Map<String, Object> of(String yaml) {
        if (!(WordsYaml.parse(yaml) instanceof Map<?, ?> file)) {
            throw Parsers.fault("must be a Compose file: an object with services");
        }
        Bounds.check(file);
        Map<String, Object> done = map(file);
        if (done.get("services") instanceof Map<?, ?> services) {
            services.values().forEach(this::fillEnvironment);
        }
        return done;
    }

    private Map<String, Object> map(Map<?, ?> map) {
        FaultList faults = new FaultList();
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            all.put(name, value == null ? null : read(name, value, faults));
        });
        faults.refuse();
        return all;
    }

    private Object read(String place, Object value, FaultList faults) {
        return faults.<Object>read(place, value, this::value).orElse(null);
    }

    private Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        return value instanceof String text ? variables.in(text) : value;
    }

    private List<Object> list(List<?> list) {
        FaultList faults = new FaultList();
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object value = list.get(i);
            all.add(value == null ? null : read("[" + i + "]", value, faults));
        }
        faults.refuse();
        return all;
    }

    /** A variable of a container without a value has the caller's; if the caller has none, it is left out. */
    @SuppressWarnings("unchecked") // map() made it
    private void fillEnvironment(Object service) {
        if (service instanceof Map<?, ?> fields) {
            Object given = fields.get(ENVIRONMENT);
            if (given instanceof Map<?, ?> map) {
                ((Map<String, Object>) fields).put(ENVIRONMENT, filled(map));
            } else if (given instanceof List<?> list) {
                ((Map<String, Object>) fields).put(ENVIRONMENT, filled(list));
            }
        }
    }

    private Map<String, Object> filled(Map<?, ?> environment) {
        Map<String, Object> filled = new LinkedHashMap<>();
        environment.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null || variables.has(name)) {
                filled.put(name, value == null ? variables.value(name) : value);
            }
        });
        return filled;
    }

    private List<Object> filled(List<?> environment) {
        List<Object> filled = new ArrayList<>();
        for (Object entry : environment) {
            boolean isBare = entry instanceof String text && BARE.matcher(text).matches();
            if (!isBare) {
                filled.add(entry);
            } else if (variables.has((String) entry)) {
                filled.add(entry + "=" + variables.value((String) entry));
            }
        }
        return filled;
    }
}
