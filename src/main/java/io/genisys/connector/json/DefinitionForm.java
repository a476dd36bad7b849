package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.emptiable;
import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Field.required;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.scalar;
import static io.genisys.connector.fields.Parsers.text;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.Command;
import io.genisys.connector.model.Constraint;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documented form of a {@link ServiceDefinition}: maps, lists, strings, numbers and booleans, in whichever of JSON,
 * YAML or Python they are written. A new field is a line here.
 */
public final class DefinitionForm {
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?[A-Z][A-Z0-9+-]{1,11}|[1-9][0-9]?");

    private static final Field<ServiceDefinition, ServiceName> NAME =
            required("name", ServiceName.ALLOWED, text(ServiceName.ALLOWED, ServiceName::new), d -> d.name()
                    .value());

    private static final Field<ServiceDefinition, ImageReference> IMAGE =
            required("image", ImageReference.ALLOWED, text(ImageReference.ALLOWED, ImageReference::new), d -> d.image()
                    .value());

    /** Without a word in it, it is the image's own, as for Docker. */
    private static final Field<ServiceDefinition, Optional<Command>> COMMAND = emptiable(
                    "command",
                    either(String.class, text(Command.ALLOWED, DefinitionForm::split), DefinitionForm::words),
                    (ServiceDefinition d) -> d.program().command().map(DefinitionForm::written))
            .alwaysWritten();

    private static final Field<ServiceDefinition, Optional<Map<String, String>>> ENVIRONMENT = optional(
                    "environment", Forms.variables(), (ServiceDefinition d) -> d.program()
                            .environment())
            .alwaysWritten();

    private static final Field<ServiceDefinition, Optional<List<PortMapping>>> PORTS = optional(
                    "ports", PortForm.parser(), (ServiceDefinition d) -> d.ports()
                            .map(all -> all.stream().map(PortMapping::written).toList()))
            .alwaysWritten();

    private static final Field<ServiceDefinition, Optional<String>> STOP_SIGNAL = optional(
            "stop_signal",
            scalar("must be a signal such as SIGINT", t -> Optional.of(t)
                    .filter(signal -> SIGNAL.matcher(signal).matches())),
            d -> d.stop().signal());

    private static final Field<ServiceDefinition, Optional<Duration>> STOP_GRACE_PERIOD = optional(
            "stop_grace_period",
            scalar(Durations.ALLOWED + ", at most 1h", t -> Durations.parse(t)
                    .filter(grace -> grace.compareTo(LONGEST_GRACE) <= 0)),
            d -> d.stop().gracePeriod().map(Durations::format));

    private static final Field<ServiceDefinition, Optional<Duration>> DRAIN_DELAY = optional(
            "drain_delay",
            scalar(Durations.ALLOWED + ", at most 1h", t -> Durations.parse(t)
                    .filter(delay -> delay.compareTo(LONGEST_GRACE) <= 0)),
            d -> d.stop().drainDelay().map(Durations::format));

    private static final Field<List<Constraint>, Optional<List<Constraint>>> CONSTRAINTS = optional(
            "constraints",
            list("must be a list of strings", text(Constraint.ALLOWED, Constraint::parse)),
            all -> Optional.of(all.stream().map(Constraint::text).toList()));

    private static final Table<List<Constraint>> PLACEMENTS = new Table<>("placement", CONSTRAINTS);

    private static final Field<ServiceDefinition, Optional<List<Constraint>>> PLACEMENT = emptiable(
            "placement",
            PLACEMENTS.parser("must be an object with the field constraints", row -> row.get(CONSTRAINTS)),
            d -> d.constraints().map(PLACEMENTS::write));

    private static final List<Field<ServiceDefinition, ?>> BESIDE_DETAILS =
            List.of(NAME, IMAGE, COMMAND, ENVIRONMENT, PORTS, STOP_SIGNAL, STOP_GRACE_PERIOD, DRAIN_DELAY, PLACEMENT);
    private static final Table<ServiceDefinition> TABLE = new Table<>(
            "a service",
            Stream.concat(BESIDE_DETAILS.stream(), DetailForm.FIELDS.stream()).toList(),
            NotTaken.OF_SERVICE);
    /** Writes those without a detail, which most are: the others' forty fields would cost as much as these. */
    private static final Table<ServiceDefinition> WITHOUT_DETAILS = new Table<>("a service", BESIDE_DETAILS, Map.of());

    private DefinitionForm() {}

    /** All fields, as a definition has them. */
    public static Set<String> names() {
        return TABLE.names();
    }

    /**
     * @param fields the definition, its name included; an optional field may be null, which is the same as not given
     * @throws InvalidException with every fault
     */
    public static ServiceDefinition read(Map<?, ?> fields) {
        Row row = TABLE.read(fields);
        return new ServiceDefinition(
                row.get(NAME),
                row.get(IMAGE),
                new ServiceDefinition.Program(row.get(COMMAND), row.get(ENVIRONMENT)),
                row.get(PORTS),
                ServiceDefinition.Stop.of(row.get(STOP_SIGNAL), row.get(STOP_GRACE_PERIOD), row.get(DRAIN_DELAY)),
                row.get(PLACEMENT),
                DetailForm.read(row));
    }

    /**
     * As {@link #read(Map)}, and by rules that go beyond the form.
     *
     * @param rules throws {@link InvalidException} with what a definition may not have
     * @throws InvalidException with every fault: those of the form, and what the rules say of all other fields
     */
    public static ServiceDefinition read(Map<?, ?> fields, Consumer<ServiceDefinition> rules) {
        try {
            ServiceDefinition definition = read(fields);
            rules.accept(definition);
            return definition;
        } catch (InvalidException e) {
            Set<FieldError> all = new LinkedHashSet<>(e.errors());
            all.addAll(refusals(faultless(fields, e), rules));
            throw new InvalidException(List.copyOf(all));
        }
    }

    private static List<FieldError> refusals(Map<?, ?> fields, Consumer<ServiceDefinition> rules) {
        ServiceDefinition rest;
        try {
            rest = read(fields);
        } catch (InvalidException together) {
            return List.of();
        }
        try {
            rules.accept(rest);
            return List.of();
        } catch (InvalidException e) {
            return e.errors();
        }
    }

    /** With something in the place of what has to be there. */
    private static Map<String, Object> faultless(Map<?, ?> fields, InvalidException faults) {
        Map<String, Object> rest = new HashMap<>();
        fields.forEach((name, value) -> rest.put(String.valueOf(name), value));
        faults.errors().forEach(fault -> rest.remove(fault.field().replaceFirst("[.\\[].*", "")));
        rest.putIfAbsent(NAME.name(), "a");
        rest.putIfAbsent(IMAGE.name(), "a:a");
        return rest;
    }

    /**
     * What {@link #read} reads as the same: the five documented fields always, null if they were not given; any other
     * only if it was given.
     */
    public static Map<String, Object> write(ServiceDefinition definition) {
        boolean hasDetails = !definition.details().equals(Details.NONE);
        return (hasDetails ? TABLE : WITHOUT_DETAILS).write(definition);
    }

    private static Optional<Command> split(String text) {
        return BLANK.matcher(text).matches() ? Optional.empty() : Optional.of(Command.parse(text));
    }

    private static Optional<Command> words(Object value) {
        if (value instanceof List<?> words && words.stream().allMatch(String.class::isInstance)) {
            List<String> given = words.stream().map(String.class::cast).toList();
            return given.isEmpty() ? Optional.empty() : Optional.of(Command.of(given));
        }
        throw Parsers.fault(Command.ALLOWED);
    }

    private static Object written(Command command) {
        return command.text().<Object>map(text -> text).orElse(command.words());
    }
}
