package io.genisys.connector.fleet;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        change.before().values().forEach(old -> remove(new Replica(host, old)));
        change.after().values().forEach(now -> add(new Replica(host, now)));
        return new FleetChange(services.publish(), images.publish(), false, false);
    }

    private void add(Replica replica) {
        service(replica.container()).ifPresent(service -> services.add(service, replica));
        image(replica.container()).ifPresent(image -> images.add(image, replica));
    }

    private void remove(Replica replica) {
        service(replica.container()).ifPresent(service -> services.remove(service, replica));
        image(replica.container()).ifPresent(image -> images.remove(image, replica));
    }

    private static Optional<ServiceName> service(Container container) {
        return container.claim() instanceof Claim.Ours ours ? Optional.of(ours.service()) : Optional.empty();
    }

    private static Optional<String> image(Container container) {
        return container.claim() instanceof Claim.Unlabelled && container.isRunning()
                ? container.image()
                : Optional.empty();
    }

    /**
     * Instances of one key, and how many of them run.
     *
     * @param replicas sorted, so that their order does not depend on the order of reports
     */
    private record Members(List<Replica> replicas, int running) {
        static final Members NONE = new Members(List.of(), 0);
    }

    /** Instances of one key as they change. */
    private static final class Changing {
        private final List<Replica> replicas;
        /** Counted as they change: to count all of many at each change takes as long as all of them have changed. */
        private int running;

        Changing(Members before) {
            replicas = new ArrayList<>(before.replicas());
            running = before.running();
        }

        void add(Replica replica) {
            int place = place(replica);
            if (place < 0) {
                replicas.add(-place - 1, replica);
            } else {
                count(replicas.set(place, replica), -1);
            }
            count(replica, 1);
        }

        void remove(Replica replica) {
            int place = place(replica);
            if (place >= 0) {
                count(replicas.remove(place), -1);
            }
        }

        private int place(Replica replica) {
            return Collections.binarySearch(replicas, replica, Changing::compare);
        }

        private static int compare(Replica one, Replica other) {
            int byHost = one.host().compareTo(other.host());
            return byHost != 0 ? byHost : one.id().compareTo(other.id());
        }

        private void count(Replica replica, int by) {
            if (replica.container().isRunning()) {
                running += by;
            }
        }

        Members members() {
            return new Members(List.copyOf(replicas), running);
        }
    }

    private static final class Group<K> {
        private final Map<K, Members> published = new ConcurrentHashMap<>();
        /** Those that have changed since. */
        private Map<K, Changing> changing = new HashMap<>();

        Members get(K key) {
            return published.getOrDefault(key, Members.NONE);
        }

        boolean isEmpty() {
            return published.isEmpty();
        }

        void add(K key, Replica replica) {
            changing(key).add(replica);
        }

        void remove(K key, Replica replica) {
            changing(key).remove(replica);
        }

        private Changing changing(K key) {
            return changing.computeIfAbsent(key, k -> new Changing(get(k)));
        }

        /** Makes the changes since the last call visible, and names their keys. */
        Set<K> publish() {
            Map<K, Changing> changed = changing;
            // a new one: to clear one that was large once takes as long as it was large
            changing = new HashMap<>();
            changed.forEach((key, now) -> publish(key, now.members()));
            return changed.keySet();
        }

        private void publish(K key, Members now) {
            if (now.replicas().isEmpty()) {
                published.remove(key);
            } else {
                published.put(key, now);
            }
        }
    }
}
