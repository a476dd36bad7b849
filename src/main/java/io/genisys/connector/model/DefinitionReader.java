package io.genisys.connector.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Reads a {@link ServiceDefinition} from maps, lists, strings, numbers and booleans, whichever of JSON, YAML or Python
 * they were written in, and finds all faults at once. An optional field may be null, which is the same as not given.
 * One instance reads one definition.
 */
public final class DefinitionReader {
    /** All fields, in the order in which they are documented. */
    public static final List<String> FIELDS = List.of(
            "name", "image", "command", "environment", "ports", "stop_signal", "stop_grace_period", "placement");
    /** The only field of {@code placement}. */
    private static final String CONSTRAINTS = "constraints";

    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    private static final Pattern VARIABLE = Pattern.compile("[^=\u0000]+");
    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?[A-Z][A-Z0-9+-]{1,11}|[1-9][0-9]?");

    private final Map<?, ?> fields;
    private final List<FieldError> errors = new ArrayList<>();

    private DefinitionReader(Map<?, ?> fields) {
        this.fields = fields;
    }

    /**
     * @param fields the definition, its name included
     * @throws InvalidException with every fault
     */
    public static ServiceDefinition read(Map<?, ?> fields) {
        return new DefinitionReader(fields).read();
    }

    private ServiceDefinition read() {
        unknownFields();
        Optional<ServiceName> name = name();
        Optional<ImageReference> image = image();
        Optional<Command> command = command();
        Optional<Map<String, String>> environment = environment();
        Optional<List<PortSpec>> ports = ports();
        Optional<String> stopSignal = stopSignal();
        Optional<Duration> stopGracePeriod = stopGracePeriod();
        Optional<List<Constraint>> constraints = constraints();
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return new ServiceDefinition(
                name.orElseThrow(),
                image.orElseThrow(),
                new ServiceDefinition.Program(command, environment),
                ports,
                new ServiceDefinition.Stop(stopSignal, stopGracePeriod),
                constraints);
    }

    private void unknownFields() {
        for (Object key : fields.keySet()) {
            if (!(key instanceof String text) || !FIELDS.contains(text)) {
                error(String.valueOf(key), "is not a field of a service; those are " + String.join(", ", FIELDS));
            }
        }
    }

    private Optional<ServiceName> name() {
        return required("name", ServiceName.ALLOWED)
                .filter(text -> check(ServiceName.isValid(text), "name", ServiceName.ALLOWED))
                .map(ServiceName::new);
    }

    private Optional<ImageReference> image() {
        return required("image", ImageReference.ALLOWED)
                .filter(text -> check(ImageReference.isValid(text), "image", ImageReference.ALLOWED))
                .map(ImageReference::new);
    }

    private Optional<String> required(String field, String allowed) {
        Object value = fields.get(field);
        if (value instanceof String text) {
            return Optional.of(text);
        }
        error(field, value == null ? "is missing; it " + allowed : allowed);
        return Optional.empty();
    }

    /** Without a word in it, it is the image's own, as for Docker. */
    private Optional<Command> command() {
        Object value = fields.get("command");
        try {
            if (value instanceof String text) {
                return BLANK.matcher(text).matches() ? Optional.empty() : Optional.of(Command.parse(text));
            }
            if (value instanceof List<?> words && words.stream().allMatch(String.class::isInstance)) {
                return Optional.of(words.stream().map(String.class::cast).toList())
                        .filter(given -> !given.isEmpty())
                        .map(Command::of);
            }
            check(value == null, "command", Command.ALLOWED);
        } catch (InvalidException e) {
            errors.addAll(e.errors());
        }
        return Optional.empty();
    }

    private Optional<Map<String, String>> environment() {
        Object value = fields.get("environment");
        if (!(value instanceof Map<?, ?> given)) {
            check(value == null, "environment", "must be an object of variables");
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        given.forEach(
                (key, v) -> variable(String.valueOf(key), v).ifPresent(t -> variables.put(String.valueOf(key), t)));
        return Optional.of(variables);
    }

    private Optional<String> variable(String name, Object value) {
        String field = "environment." + name;
        if (!check(VARIABLE.matcher(name).matches(), field, "must have a name without '='")) {
            return Optional.empty();
        }
        Optional<String> text = scalar(value);
        check(
                text.isPresent() && text.get().indexOf('\u0000') < 0,
                field,
                "must be a string, a number or a boolean; leave it out if it has no value");
        return text;
    }

    private Optional<List<PortSpec>> ports() {
        Object value = fields.get("ports");
        if (!(value instanceof List<?> given)) {
            check(value == null, "ports", "must be a list of ports");
            return Optional.empty();
        }
        return Optional.of(each("ports", given, this::port));
    }

    private Optional<PortSpec> port(String field, Object value) {
        try {
            if (value instanceof String || value instanceof Number) {
                return Optional.of(PortSpec.parse(value.toString()));
            }
            error(field, PortSpec.ALLOWED);
        } catch (InvalidException e) {
            error(field, e.errors().get(0).message());
        }
        return Optional.empty();
    }

    private Optional<String> stopSignal() {
        Object value = fields.get("stop_signal");
        if (value == null) {
            return Optional.empty();
        }
        Optional<String> signal =
                scalar(value).filter(text -> SIGNAL.matcher(text).matches());
        check(signal.isPresent(), "stop_signal", "must be a signal such as SIGINT");
        return signal;
    }

    private Optional<Duration> stopGracePeriod() {
        Object value = fields.get("stop_grace_period");
        if (value == null) {
            return Optional.empty();
        }
        Optional<Duration> grace = scalar(value).flatMap(Durations::parse);
        check(
                grace.isPresent() && grace.get().compareTo(LONGEST_GRACE) <= 0,
                "stop_grace_period",
                Durations.ALLOWED + ", at most 1h");
        return grace;
    }

    private Optional<List<Constraint>> constraints() {
        Object value = fields.get("placement");
        if (!(value instanceof Map<?, ?> placement)) {
            check(value == null, "placement", "must be an object with the field " + CONSTRAINTS);
            return Optional.empty();
        }
        placement.keySet().stream()
                .filter(key -> !CONSTRAINTS.equals(key))
                .forEach(key -> error("placement." + key, "is not a field of placement; that is " + CONSTRAINTS));
        Object given = placement.get(CONSTRAINTS);
        if (!(given instanceof List<?> list)) {
            check(given == null, "placement." + CONSTRAINTS, "must be a list of strings");
            return Optional.empty();
        }
        return Optional.of(each("placement." + CONSTRAINTS, list, this::constraint));
    }

    private Optional<Constraint> constraint(String field, Object value) {
        try {
            return Optional.of(Constraint.parse(value instanceof String text ? text : ""));
        } catch (InvalidException e) {
            error(field, e.errors().get(0).message());
            return Optional.empty();
        }
    }

    private static <T> List<T> each(String field, List<?> values, BiFunction<String, Object, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            read.apply(field + "[" + i + "]", values.get(i)).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<String> scalar(Object value) {
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return Fractions.text((Number) value);
        }
        boolean isScalar = Set.of(String.class, Boolean.class).contains(value == null ? Void.class : value.getClass())
                || value instanceof Number;
        return isScalar ? Optional.of(value.toString()) : Optional.empty();
    }

    private boolean check(boolean holds, String field, String message) {
        if (!holds) {
            error(field, message);
        }
        return holds;
    }

    private void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
