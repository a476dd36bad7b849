package io.genisys.connector.docker.proof;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which host drives which engine, so that none is driven under two names. Safe for use by several threads. */
public final class EngineIds {
    private static final String SAME =
            "Hosts %s and %s are the same Docker engine: %s is driven, %s is not. Remove one of the two from"
                    + " docker.hosts. If they are two machines, one is a copy of the other: ";
    private static final String BY_ID =
            "delete the file engine-id in Docker's root folder, mostly /var/lib/docker, on one and restart its engine";
    private static final String BY_CONTAINERS = "remove the copied containers from one and restart the connector";

    /** Of the hosts whose engines say which they are. */
    private final Map<HostName, String> engines = new HashMap<>();
    /** What each host that is driven has shown last. */
    private final Map<HostName, Set<String>> containers = new LinkedHashMap<>();
    /** The first host by one that has shown the same containers; it stays refused if those go. */
    private final Map<HostName, HostName> first = new HashMap<>();

    /**
     * The host drives that engine from now on, and none that it drove before.
     *
     * @throws EngineException of kind CONFLICT if another host drives it: the first one that reached it goes on
     */
    synchronized void drive(HostName host, String engine) {
        engines.remove(host);
        engines.forEach((other, driven) -> {
            if (driven.equals(engine)) {
                containers.remove(host);
                first.remove(host);
                throw same(host, other, BY_ID);
            }
        });
        engines.put(host, engine);
    }

    /**
     * The host shows these containers. No two engines have one of the same id, unless their machine was copied.
     *
     * @param ids of all containers that it shows
     * @throws EngineException of kind CONFLICT if another host has shown one of them, and the two engines do not say
     *     that they are two: the first one that showed it goes on
     */
    synchronized void show(HostName host, Set<String> ids) {
        Optional<HostName> other = Optional.ofNullable(first.get(host))
                .filter(known -> !areToldApart(host, known))
                .or(() -> containers.keySet().stream()
                        .filter(known -> !known.equals(host) && !areToldApart(host, known))
                        .filter(known -> !Collections.disjoint(containers.get(known), ids))
                        .findFirst());
        if (other.isPresent()) {
            first.put(host, other.get());
            containers.remove(host);
            throw same(host, other.get(), BY_CONTAINERS);
        }
        first.remove(host);
        containers.put(host, Set.copyOf(ids));
    }

    private boolean areToldApart(HostName one, HostName other) {
        return engines.containsKey(one) && engines.containsKey(other);
    }

    synchronized void leave(HostName host) {
        engines.remove(host);
        containers.remove(host);
        first.remove(host);
        first.values().removeIf(host::equals);
    }

    private static EngineException same(HostName host, HostName first, String ifTwo) {
        return new EngineException(FailureKind.CONFLICT, SAME.formatted(first, host, first, host) + ifTwo);
    }
}
