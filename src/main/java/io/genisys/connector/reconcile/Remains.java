package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What there is, or may be, of a service that is to go.
 *
 * @param ours its own containers
 * @param silent hosts that may answer again in a moment, and may have containers of it then
 * @param unseen all hosts that do not answer
 */
record Remains(List<Instance> ours, Set<HostName> silent, Set<HostName> unseen) {
    static Remains of(Surroundings around, ServiceDefinition service) {
        List<Instance> ours = around.fleet().instances(service).stream()
                .filter(Instance::isOurs)
                .toList();
        Set<HostName> seen = ours.stream().map(Instance::host).collect(Collectors.toSet());
        return new Remains(
                ours,
                hosts(around, host -> !host.isLost() && (seen.contains(host.host()) || isAllowed(service, host))),
                hosts(around, host -> true));
    }

    private static Set<HostName> hosts(Surroundings around, Predicate<HostView> which) {
        return around.fleet().hosts().stream()
                .filter(host -> !host.isReady() && !host.isSetAside())
                .filter(which)
                .map(HostView::host)
                .collect(Collectors.toSet());
    }

    private static boolean isAllowed(ServiceDefinition service, HostView host) {
        return service.constraints().orElse(List.of()).stream()
                .allMatch(constraint -> constraint.isMetBy(host.host(), host.profile()));
    }

    boolean isAny() {
        return !ours.isEmpty() || !silent.isEmpty();
    }

    /** Those on hosts that answer. */
    List<Instance> seen() {
        return ours.stream().filter(i -> !silent.contains(i.host())).toList();
    }
}
