package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
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
record Remains(List<Replica> ours, Set<HostName> silent, Set<HostName> unseen) {
    static Remains of(Shared shared, ServiceDefinition service) {
        List<Replica> ours = shared.fleet().replicas(service).stream()
                .filter(Replica::isOurs)
                .toList();
        Set<HostName> seen = ours.stream().map(Replica::host).collect(Collectors.toSet());
        return new Remains(
                ours,
                hosts(shared, host -> !host.isLost() && (seen.contains(host.host()) || isAllowed(service, host))),
                hosts(shared, host -> true));
    }

    private static Set<HostName> hosts(Shared shared, Predicate<HostView> which) {
        return shared.fleet().hosts().stream()
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
    List<Replica> seen() {
        return ours.stream().filter(i -> !silent.contains(i.host())).toList();
    }
}
