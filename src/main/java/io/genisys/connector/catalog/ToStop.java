package io.genisys.connector.catalog;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is left to do of a service that was removed while hosts were lost: its own containers there are stopped once
 * they answer.
 *
 * @param definition the last one, which says how they are stopped
 * @param hosts which may have some, at least one
 */
public record ToStop(ServiceDefinition definition, Set<HostName> hosts) {
    /** @throws InvalidException if the definition is missing, or there is no host */
    public ToStop {
        if (definition == null || hosts == null) {
            throw new InvalidException(definition == null ? "definition" : "hosts", "is missing");
        }
        if (hosts.isEmpty()) {
            throw new InvalidException("hosts", "must name at least one host");
        }
        hosts = Collections.unmodifiableSet(new TreeSet<>(hosts));
    }
}
