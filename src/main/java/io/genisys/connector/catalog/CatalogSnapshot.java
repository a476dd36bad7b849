package io.genisys.connector.catalog;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A whole catalog as one value, to be kept elsewhere or moved. Versions are not part of it: they belong to the catalog
 * that gave them.
 *
 * @param format of this document: {@value #FORMAT}
 * @param services each name once
 * @param seeded the fingerprint of what the service file last gave each service; also of services that are no more.
 *     Null, as if a document lacks it, means none
 * @param hosts what an operator allows on hosts that are not simply active; null means none
 * @param toStop what is to be stopped of services that were removed while hosts were lost; null means none
 */
public record CatalogSnapshot(
        int format,
        List<Service> services,
        Map<ServiceName, String> seeded,
        Map<HostName, Availability> hosts,
        Map<ServiceName, ToStop> toStop) {
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
    }

    /** @param number wanted; empty if none was asked for */
    public record Service(ServiceDefinition definition, OptionalInt number) {
        /** @throws InvalidException if the definition is missing or the number is below 0 */
        public Service {
            if (definition == null) {
                throw new InvalidException("definition", "is missing");
            }
            if (number.orElse(0) < 0) {
                throw new InvalidException("number", "must be 0 or more");
            }
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
