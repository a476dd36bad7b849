package io.genisys.connector.compose;

import io.genisys.connector.model.ServiceDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a Compose file means here.
 *
 * @param services by the names that they have in the file, in its order
 * @param file the fields outside of the services
 */
public record ComposeReport(Map<String, Service> services, Findings file) {
    public ComposeReport {
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        Objects.requireNonNull(file);
    }

    /** Whether all of it can be taken, what is ignored aside. */
    public boolean isWhole() {
        return file.refused().isEmpty()
                && services.values().stream()
                        .allMatch(service -> service.definition().isPresent());
    }

    /**
     * A service of the file.
     *
     * @param definition empty if anything of the service is refused
     * @param number how many containers of it the file asks for; empty if it does not say
     */
    public record Service(Findings fields, Optional<ServiceDefinition> definition, OptionalInt number) {
        private static final Set<String> NUMBERS =
                Set.of(ServiceRules.SCALE, ServiceRules.DEPLOY + "." + DeployRules.REPLICAS);

        public Service {
            Objects.requireNonNull(fields);
            Objects.requireNonNull(definition);
            Objects.requireNonNull(number);
        }

        /** The same, of a service that has a number already: what the file says was only its first one. */
        public Service withNumber(int present) {
            String because = "the service has the number " + present + " already, which only a scale changes";
            return number.isEmpty() || number.getAsInt() == present
                    ? this
                    : new Service(fields.ignoring(NUMBERS, because), definition, OptionalInt.empty());
        }
    }
}
