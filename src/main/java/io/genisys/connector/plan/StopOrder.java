package io.genisys.connector.plan;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which container goes first on the way down:
 *
 * <ol>
 *   <li>ours before those that were only found,
 *   <li>one that does not run, or is on its way out already,
 *   <li>one that is unhealthy,
 *   <li>one that is not protected: a protected one goes only if the others are not enough, and it does go then,
 *   <li>one whose health check has not passed yet,
 *   <li>one that was made from an outdated definition,
 *   <li>one on the host with most containers of the service, so that the spread stays,
 *   <li>the youngest,
 *   <li>the one with the smallest id.
 * </ol>
 *
 * If one that is to go can't be stopped now, another one that is no better goes in its place, and never a better one:
 * it is waited for.
 */
final class StopOrder {
    private final Edition current;
    private final Set<String> protectedIds;

    private StopOrder(Observation seen) {
        this.current = seen.wanted().edition();
        this.protectedIds = seen.limits().protectedIds();
    }

    /**
     * That number of the instances, the first in that order; the spread is computed again after each.
     *
     * @param placed all containers of the service that make up its spread over the hosts
     * @param stoppable whether one can be stopped now; of the others none is chosen
     */
    static List<Replica> choose(
            Observation seen, List<Replica> replicas, List<Replica> placed, Predicate<Replica> stoppable, int number) {
        return number <= 0 || replicas.isEmpty()
                ? List.of()
                : new StopOrder(seen).choose(replicas, copies(placed), stoppable, number);
    }

    private static Map<HostName, Integer> copies(List<Replica> placed) {
        Map<HostName, Integer> copies = new HashMap<>();
        placed.forEach(i -> copies.merge(i.host(), 1, Integer::sum));
        return copies;
    }

    /**
     * On each host the order is fixed: only the hosts' first ones are compared, and one host's place changes a step.
     */
    private List<Replica> choose(
            List<Replica> replicas, Map<HostName, Integer> copies, Predicate<Replica> stoppable, int number) {
        Map<HostName, Deque<Replica>> queues = replicas.stream()
                .sorted(onOneHost())
                .collect(Collectors.groupingBy(Replica::host, Collectors.toCollection(ArrayDeque::new)));
        PriorityQueue<Replica> heads = new PriorityQueue<>(order(copies));
        queues.values().forEach(queue -> heads.add(queue.remove()));
        List<Replica> chosen = new ArrayList<>();
        Deque<Replica> passedOver = new ArrayDeque<>();
        int left = number;
        while (left > 0 && !heads.isEmpty()) {
            Replica first = heads.remove();
            if (!passedOver.isEmpty() && quality().compare(passedOver.peek(), first) < 0) {
                left -= passedOver.size();
                passedOver.clear();
            }
            if (!stoppable.test(first)) {
                passedOver.add(first);
            } else if (left > 0) {
                chosen.add(first);
                left--;
                copies.merge(first.host(), -1, Integer::sum);
            }
            Optional.ofNullable(queues.get(first.host()).poll()).ifPresent(heads::add);
        }
        return chosen;
    }

    private Comparator<Replica> onOneHost() {
        return quality().thenComparing(youngest());
    }

    private Comparator<Replica> order(Map<HostName, Integer> copies) {
        return quality().thenComparing(i -> -copies.getOrDefault(i.host(), 0)).thenComparing(youngest());
    }

    private Comparator<Replica> quality() {
        return Comparator.comparing((Replica i) -> !i.isOurs())
                .thenComparing(i -> worth(i.container()))
                .thenComparing(i -> protectedIds.contains(i.id()))
                .thenComparing(i -> condition(i.container()))
                .thenComparing(i -> !isOutdated(i));
    }

    private static Comparator<Replica> youngest() {
        return Comparator.comparing((Replica i) -> i.container().createdAt(), Comparator.reverseOrder())
                .thenComparing(Replica::id);
    }

    /** 0 or 1 if it is of no use, and then nothing protects it; else 2. */
    private static int worth(Container container) {
        return Math.min(2, condition(container));
    }

    private static int condition(Container container) {
        if (!container.isRunning() || container.isDraining()) {
            return 0;
        }
        if (container.health() == Health.UNHEALTHY) {
            return 1;
        }
        return container.isReady() ? 3 : 2;
    }

    private boolean isOutdated(Replica replica) {
        return replica.container().claim() instanceof Claim.Ours ours && current.isOlder(ours.definition());
    }
}
