package io.genisys.connector.catalog;

import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Asked;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.VersionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A whole catalog as one value, to be kept elsewhere or moved. The numbers of versions belong to the catalog that gave
 * them: another one gives its own.
 *
 * @param format of this document: {@value #FORMAT}
 * @param services each name once
 * @param seeded the fingerprint of what the service file last gave each service; also of services that are no more.
 *     Null, as if a document lacks it, means none
 * @param hosts what an operator allows on hosts that are not simply active; null means none
 * @param toStop what is to be stopped of services that were removed while hosts were lost; null means none
 * @param frozen what is frozen; null means nothing
 */
public record CatalogSnapshot(
        int format,
        List<Service> services,
        Map<ServiceName, String> seeded,
        Map<HostName, Availability> hosts,
        Map<ServiceName, ToStop> toStop,
        Optional<Freezes> frozen) {
    public static final int FORMAT = 1;
    /** Services of which something may be to be stopped. */
    static final int MOST_TO_STOP = 1_000;

    /** @throws InvalidException with every fault */
    public CatalogSnapshot {
        List<FieldError> errors = new ArrayList<>();
        if (format != FORMAT) {
            errors.add(new FieldError("format", "must be " + FORMAT));
        }
        if (services == null) {
            errors.add(new FieldError("services", "is missing; it must be a list"));
        } else {
            errors.addAll(faults(services));
        }
        errors.addAll(nulls("seeded", seeded));
        errors.addAll(nulls("hosts", hosts));
        errors.addAll(nulls("toStop", toStop));
        errors.addAll(faults(toStop));
        errors.addAll(definedAgain(services, toStop));
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        services = List.copyOf(services);
        seeded = seeded == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(seeded));
        hosts = hosts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(hosts));
        toStop = toStop == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(toStop));
        frozen = frozen == null ? Optional.empty() : frozen;
    }

    /** Of which nothing is frozen. */
    public CatalogSnapshot(
            int format,
            List<Service> services,
            Map<ServiceName, String> seeded,
            Map<HostName, Availability> hosts,
            Map<ServiceName, ToStop> toStop) {
        this(format, services, seeded, hosts, toStop, Optional.empty());
    }

    /** The same services as those. */
    public CatalogSnapshot with(List<Service> others) {
        return new CatalogSnapshot(format, others, seeded, hosts, toStop, frozen);
    }

    /**
     * @param number wanted; empty if none was asked for
     * @param asked the number that was asked for last, if not all of it holds
     * @param facts what is known of the definition; empty if the document does not say
     * @param past definitions before it, the oldest first; null means none. Their numbers tell them apart here only
     */
    public record Service(
            ServiceDefinition definition,
            OptionalInt number,
            OptionalInt asked,
            Optional<VersionFacts> facts,
            List<DefinitionVersion> past) {
        /**
         * @throws InvalidException if the definition is missing, the number is below 0, or the past cannot be its own
         */
        public Service {
            if (definition == null) {
                throw new InvalidException("definition", "is missing");
            }
            if (number.orElse(0) < 0) {
                throw new InvalidException("number", "must be 0 or more");
            }
            asked = asked == null ? OptionalInt.empty() : asked;
            past = past == null ? List.of() : List.copyOf(past);
            if (past.size() >= Course.MOST_VERSIONS) {
                throw new InvalidException("past", "must have fewer than " + Course.MOST_VERSIONS + " versions");
            }
            ServiceName name = definition.name();
            if (!past.stream().allMatch(version -> version.definition().name().equals(name))) {
                throw new InvalidException("past", "must have definitions of that name only");
            }
        }

        /** Of which no more is known. */
        public Service(ServiceDefinition definition, OptionalInt number) {
            this(definition, number, OptionalInt.empty(), Optional.empty(), List.of());
        }

        /** The same, whose number is within these; a number is not limited further when it is new to a catalog. */
        public Service within(ScaleLimits limits) {
            OptionalInt wanted = asked.isPresent() ? asked : number;
            if (limits.isNone() || wanted.isEmpty() || number.isEmpty()) {
                return this;
            }
            Allowance allowance =
                    Allowance.of(number.getAsInt(), OptionalInt.empty(), Asked.NONE, limits, false, Instant.EPOCH);
            boolean isAll = allowance.number().equals(wanted);
            return new Service(definition, allowance.number(), isAll ? OptionalInt.empty() : wanted, facts, past);
        }

        static Service of(Entry entry) {
            VersionFacts facts = entry.course().current();
            return new Service(
                    entry.definition(),
                    entry.number(),
                    entry.wanted().asked().map(Asked::number).orElse(OptionalInt.empty()),
                    Optional.of(facts).filter(known -> !known.equals(VersionFacts.UNKNOWN)),
                    entry.past());
        }
    }

    private static List<FieldError> faults(List<Service> services) {
        Set<ServiceName> names = new HashSet<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            Service service = services.get(i);
            if (Objects.isNull(service)) {
                errors.add(new FieldError("services[" + i + "]", "must be an object"));
            } else if (!names.add(service.definition().name())) {
                errors.add(new FieldError("services[" + i + "]", "has a name that is there already"));
            }
        }
        return errors;
    }

    private static List<FieldError> nulls(String field, Map<?, ?> values) {
        return values == null
                ? List.of()
                : values.entrySet().stream()
                        .filter(entry -> entry.getValue() == null)
                        .map(entry -> new FieldError(field + "." + entry.getKey(), "must not be null"))
                        .toList();
    }

    private static List<FieldError> faults(Map<ServiceName, ToStop> toStop) {
        if (toStop == null) {
            return List.of();
        }
        List<FieldError> errors = new ArrayList<>();
        if (toStop.size() > MOST_TO_STOP) {
            errors.add(new FieldError("toStop", "must have at most " + MOST_TO_STOP + " services"));
        }
        toStop.forEach((service, what) -> {
            if (what != null && !what.definition().name().equals(service)) {
                errors.add(new FieldError("toStop." + service, "must have a definition of that name"));
            }
        });
        return errors;
    }

    /** What is defined is no more to be stopped than its number says. */
    private static List<FieldError> definedAgain(List<Service> services, Map<ServiceName, ToStop> toStop) {
        return services == null || toStop == null
                ? List.of()
                : services.stream()
                        .filter(Objects::nonNull)
                        .map(service -> service.definition().name())
                        .filter(toStop::containsKey)
                        .map(name -> new FieldError("toStop." + name, "must not be among the services too"))
                        .toList();
    }
}
