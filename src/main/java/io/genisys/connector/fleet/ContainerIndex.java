package io.genisys.connector.fleet;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers by service and, the unclaimed ones that run, by image. Changed by one thread, in time that grows with what
 * changes; read by any.
 */
final class ContainerIndex {
    private final Group<ServiceName> services = new Group<>();
    private final Group<String> images = new Group<>();

    List<Replica> ofService(ServiceName service) {
        return services.get(service).replicas();
    }

    int runningOf(ServiceName service) {
        return services.get(service).running();
    }

    List<Replica> ofImage(String canonical) {
        return images.get(canonical).replicas();
    }

    boolean hasNoImages() {
        return images.isEmpty();
    }

    /** Makes the change, and tells whom it concerns. */
    FleetChange replace(HostName host, ContainerDiff change) {
        change.before().values().forEach(old -> remove(host, old));
        change.after().values().forEach(now -> add(new Replica(host, now)));
        return new FleetChange(services.publish(), images.publish(), false, false);
    }

    private void add(Replica replica) {
        service(replica.container()).ifPresent(service -> services.add(service, replica));
        image(replica.container()).ifPresent(image -> images.add(image, replica));
    }

    private void remove(HostName host, Container container) {
        service(container).ifPresent(service -> services.remove(service, host, container.id()));
        image(container).ifPresent(image -> images.remove(image, host, container.id()));
    }

    private static Optional<ServiceName> service(Container container) {
        return container.claim() instanceof Claim.Ours ours ? Optional.of(ours.service()) : Optional.empty();
    }

    private static Optional<String> image(Container container) {
        return container.claim() instanceof Claim.Unlabelled && container.isRunning()
                ? container.image()
                : Optional.empty();
    }

    /** Instances of one key, and how many of them run. */
    private record Members(List<Replica> replicas, int running) {
        static final Members NONE = new Members(List.of(), 0);
    }

    /** Sorted by key, so that the order of instances does not depend on the order of reports. */
    private record Place(HostName host, String id) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byHost = host.compareTo(other.host);
            return byHost != 0 ? byHost : id.compareTo(other.id);
        }
    }

    /** Instances of one key as they change. */
    private static final class Changing {
        private final TreeMap<Place, Replica> replicas = new TreeMap<>();
        /** Counted as they change: to count all of many at each change takes as long as all of them have changed. */
        private int running;

        void add(Replica replica) {
            count(replicas.put(new Place(replica.host(), replica.id()), replica), -1);
            count(replica, 1);
        }

        void remove(HostName host, String id) {
            count(replicas.remove(new Place(host, id)), -1);
        }

        /** @param replica null if there is none */
        private void count(Replica replica, int by) {
            if (replica != null && replica.container().isRunning()) {
                running += by;
            }
        }
    }

    private static final class Group<K> {
        private final Map<K, Changing> working = new ConcurrentHashMap<>();
        private final Map<K, Members> published = new ConcurrentHashMap<>();
        private Set<K> touched = new HashSet<>();

        Members get(K key) {
            return published.getOrDefault(key, Members.NONE);
        }

        boolean isEmpty() {
            return published.isEmpty();
        }

        void add(K key, Replica replica) {
            touched.add(key);
            working.computeIfAbsent(key, k -> new Changing()).add(replica);
        }

        void remove(K key, HostName host, String id) {
            touched.add(key);
            Objects.requireNonNull(working.get(key)).remove(host, id);
        }

        /** Makes the changes since the last call visible, and names their keys. */
        Set<K> publish() {
            Set<K> changed = touched;
            // a new one: to clear one that was large once takes as long as it was large
            touched = new HashSet<>();
            changed.forEach(this::publish);
            return changed;
        }

        private void publish(K key) {
            Changing now = Objects.requireNonNull(working.get(key));
            if (now.replicas.isEmpty()) {
                working.remove(key);
                published.remove(key);
            } else {
                published.put(key, new Members(List.copyOf(now.replicas.values()), now.running));
            }
        }
    }
}
