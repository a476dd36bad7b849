package io.genisys.connector.plan;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which container goes first on the way down:
 *
 * <ol>
 *   <li>ours before those that were only found,
 *   <li>one that does not run,
 *   <li>one that is unhealthy,
 *   <li>one whose health check has not passed yet,
 *   <li>one that was made from an outdated definition,
 *   <li>one on the host with most containers of the service, so that the spread stays,
 *   <li>the youngest,
 *   <li>the one with the smallest id.
 * </ol>
 */
final class StopOrder {
    private final Map<HostName, Integer> copies = new HashMap<>();
    private final String definition;

    private StopOrder(ServiceDefinition definition, List<Instance> instances) {
        this.definition = definition.hash();
        instances.forEach(i -> copies.merge(i.host(), 1, Integer::sum));
    }

    /** The first so many of the instances, in that order; the spread is seen anew after each. */
    static List<Instance> choose(ServiceDefinition definition, List<Instance> instances, int number) {
        return number <= 0 ? List.of() : new StopOrder(definition, instances).choose(instances, number);
    }

    private List<Instance> choose(List<Instance> instances, int number) {
        List<Instance> left = new ArrayList<>(instances);
        List<Instance> chosen = new ArrayList<>();
        while (chosen.size() < number && !left.isEmpty()) {
            Instance first = left.stream().min(order()).orElseThrow();
            left.remove(first);
            chosen.add(first);
            copies.merge(first.host(), -1, Integer::sum);
        }
        return chosen;
    }

    private Comparator<Instance> order() {
        return Comparator.comparing((Instance i) -> !i.isOurs())
                .thenComparing(i -> condition(i.container()))
                .thenComparing(i -> !isOutdated(i))
                .thenComparing(i -> -copies.getOrDefault(i.host(), 0))
                .thenComparing(i -> i.container().createdAt(), Comparator.reverseOrder())
                .thenComparing(Instance::id);
    }

    private static int condition(Container container) {
        if (!container.isRunning()) {
            return 0;
        }
        if (container.health() == Health.UNHEALTHY) {
            return 1;
        }
        return container.isReady() ? 3 : 2;
    }

    private boolean isOutdated(Instance instance) {
        return instance.container().claim() instanceof Claim.Ours ours
                && !ours.definition().equals(definition);
    }
}
