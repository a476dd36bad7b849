package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of service definitions, in Python, YAML or JSON by its ending.
 *
 * @param found whether there is such a file; if there is none there are no services, which deserves a notice
 * @param services in the order in which they were written
 */
public record ServiceFile(boolean found, List<ServiceDefinition> services) {
    public ServiceFile {
        services = List.copyOf(services);
    }

    /**
     * Blocks.
     *
     * @param rights what the services may have
     * @throws InvalidException with every fault; a field is the file's name, with line and column if they are known,
     *     and the variable and its field: {@code services.py:3:14 myService.image}
     */
    public static ServiceFile read(Path path, RootRights rights) {
        ServiceSource.Format format = ServiceSource.Format.of(path);
        if (Files.notExists(path)) {
            return new ServiceFile(false, List.of());
        }
        ServiceSource source = ServiceSource.read(path, format);
        return new ServiceFile(true, new Definitions(source, rights).all());
    }

    /** From what the file says to definitions. */
    private static final class Definitions {
        private final ServiceSource source;
        private final RootRights rights;
        private final FaultList faults = new FaultList();
        private final List<ServiceDefinition> services = new ArrayList<>();
        private final Map<ServiceName, String> variables = new HashMap<>();

        Definitions(ServiceSource source, RootRights rights) {
            this.source = source;
            this.rights = rights;
            source.faults().forEach(faults::add);
        }

        List<ServiceDefinition> all() {
            source.values().forEach(this::define);
            faults.refuse();
            return services;
        }

        private void define(String variable, Object value) {
            try {
                if (!(value instanceof Map<?, ?> fields)) {
                    throw Parsers.fault("must be a service: an object with at least name and image");
                }
                add(variable, DefinitionForm.read(fields, rights::check));
            } catch (InvalidException e) {
                e.errors().forEach(error -> faults.add(source.locate(variable, error)));
            }
        }

        private void add(String variable, ServiceDefinition service) {
            String other = variables.putIfAbsent(service.name(), variable);
            if (other != null) {
                throw new InvalidException("name", "must be unique, and is the name of " + other + " too");
            }
            services.add(service);
        }
    }
}
