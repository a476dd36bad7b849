package io.genisys.connector.docker.proof;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
    /** The same by the engine. */
    private final Map<String, HostName> drivers = new HashMap<>();
    /** What each host that is driven has shown last. */
    private final Map<HostName, Set<String>> containers = new LinkedHashMap<>();
    /** Which hosts have shown a container last, by its id: one, but of copied machines. */
    private final Map<String, List<HostName>> showing = new HashMap<>();
    /** The first host by one that has shown the same containers; it stays refused if those go. */
    private final Map<HostName, HostName> first = new HashMap<>();

    /**
     * The host drives that engine from now on, and none that it drove before.
     *
     * @throws EngineException of kind CONFLICT if another host drives it: the first one that reached it goes on
     */
    synchronized void drive(HostName host, String engine) {
        drivesNone(host);
        HostName other = drivers.putIfAbsent(engine, host);
        if (other != null) {
            shows(host, Set.of());
            first.remove(host);
            throw same(host, other, BY_ID);
        }
        engines.put(host, engine);
    }

    private void drivesNone(HostName host) {
        Optional.ofNullable(engines.remove(host)).ifPresent(drivers::remove);
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
                .or(() -> sharing(host, ids));
        if (other.isPresent()) {
            first.put(host, other.get());
            shows(host, Set.of());
            throw same(host, other.get(), BY_CONTAINERS);
        }
        first.remove(host);
        shows(host, Set.copyOf(ids));
    }

    /**
     * The first other host that has shown one of them. It costs as much as this host shows, however many others there
     * are.
     */
    private Optional<HostName> sharing(HostName host, Set<String> ids) {
        Set<HostName> all = new HashSet<>();
        // hardly any id has one: a stream for each takes ten times as long
        for (String id : ids) {
            for (HostName known : showing.getOrDefault(id, List.of())) {
                if (!known.equals(host) && !areToldApart(host, known)) {
                    all.add(known);
                }
            }
        }
        return all.isEmpty()
                ? Optional.empty()
                : containers.keySet().stream().filter(all::contains).findFirst();
    }

    private void shows(HostName host, Set<String> ids) {
        Set<String> before = containers.getOrDefault(host, Set.of());
        before.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> showing.computeIfPresent(id, (i, hosts) -> {
                    List<HostName> others =
                            hosts.stream().filter(other -> !other.equals(host)).toList();
                    return others.isEmpty() ? null : others;
                }));
        ids.stream()
                .filter(id -> !before.contains(id))
                .forEach(id ->
                        showing.merge(id, List.of(host), (hosts, one) -> Stream.concat(hosts.stream(), one.stream())
                                .toList()));
        if (ids.isEmpty()) {
            containers.remove(host);
        } else {
            containers.put(host, ids);
        }
    }

    private boolean areToldApart(HostName one, HostName other) {
        return engines.containsKey(one) && engines.containsKey(other);
    }

    synchronized void leave(HostName host) {
        drivesNone(host);
        shows(host, Set.of());
        first.remove(host);
        first.values().removeIf(host::equals);
    }

    private static EngineException same(HostName host, HostName first, String ifTwo) {
        return new EngineException(FailureKind.CONFLICT, SAME.formatted(first, host, first, host) + ifTwo);
    }
}
