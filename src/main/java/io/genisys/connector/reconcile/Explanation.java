package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.NoHost;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.Planner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how far a service is and what keeps it from its number. */
final class Explanation {
    private final Shared shared;
    private final ServiceMemory memory;

    Explanation(Shared shared, ServiceMemory memory) {
        this.shared = shared;
        this.memory = memory;
    }

    ScaleStatus of(Entry entry, Updating updating) {
        Plan plan = entry.number().isPresent()
                ? plan(
                        entry,
                        new ObservationReader(shared, memory)
                                .observe(
                                        entry.definition(),
                                        Goal.running(entry.number().getAsInt())),
                        updating)
                : Plan.NOTHING;
        return of(entry, plan, new Progress(shared, memory).isConverged(entry, plan));
    }

    private static Plan plan(Entry entry, Observation seen, Updating updating) {
        return Updating.isUnderWay(entry) ? updating.preview(entry, seen).plan() : Planner.plan(seen);
    }

    private ScaleStatus of(Entry entry, Plan plan, boolean converged) {
        List<Replica> replicas = shared.fleet().replicas(entry.definition());
        Set<HostName> silent = silentHosts();
        return new ScaleStatus(
                entry.service(),
                entry.number(),
                converged,
                new ScaleStatus.Counts(
                        count(replicas, i -> i.container().isRunning()),
                        memory.ordersUnderWay().starting().size(),
                        memory.ordersUnderWay().stopping().size(),
                        count(replicas, i -> i.isOurs() && !i.container().isRunning()),
                        count(replicas, i -> i.container().isRunning() && silent.contains(i.host())),
                        plan.missing()),
                new ScaleStatus.Reasons(
                        Stream.concat(plan.unplaced().stream(), plan.waits().stream())
                                .toList(),
                        memory.failures().lastError(),
                        memory.failures().backOffs()),
                shared.fleet().hosts(),
                entry.update());
    }

    /**
     * What went wrong if nothing is under way although the number is not reached; empty if nothing did, and hosts
     * merely may take no more.
     */
    Optional<Failure> whyStuck(Plan plan) {
        String reasons =
                plan.unplaced().stream().map(Unplaced::reason).distinct().collect(Collectors.joining("; "));
        String words = reasons.isEmpty() ? lastWords() : reasons;
        if (!shared.isAnyHostReady()) {
            return Optional.of(NoHost.among(shared.fleet().hosts(), words));
        }
        return memory.failures().newest().map(failure -> new Failure(failure.kind(), words));
    }

    /** What a removal waited for in vain. */
    Failure whyNotRemoved(ServiceName service, Remains remains) {
        List<Replica> seen = remains.seen();
        return memory.holds().why(seen).orElseGet(() -> {
            if (seen.isEmpty() && !remains.silent().isEmpty()) {
                return whoIsSilent(service, remains.silent());
            }
            String what = seen.isEmpty() ? "its containers took too long to stop" : whatIsLeft(seen);
            return new Failure(FailureKind.TIMEOUT, "service " + service + " cannot be removed: " + what);
        });
    }

    private static String whatIsLeft(List<Replica> left) {
        Container first = left.get(0).container();
        String how =
                first.state() == ContainerState.REMOVING ? "is still being removed by the engine" : "is still there";
        String more = left.size() > 1 ? ", and " + (left.size() - 1) + " more are left" : "";
        return first.name() + " on host " + left.get(0).host() + " " + how + more;
    }

    /** A host that does not answer may have containers of the service that would never be stopped. */
    Failure whoIsSilent(ServiceName service, Set<HostName> silent) {
        return new Failure(
                FailureKind.UNREACHABLE, "service " + service + " cannot be removed: " + silentWords(silent));
    }

    private String lastWords() {
        return memory.failures().newest().map(Failure::message).orElseGet(() -> silentWords(silentHosts()));
    }

    private static String silentWords(Set<HostName> silent) {
        return silent.isEmpty()
                ? "there is no Docker host"
                : "its containers may still run on hosts that do not answer: "
                        + silent.stream().map(HostName::value).sorted().collect(Collectors.joining(", "));
    }

    private Set<HostName> silentHosts() {
        return shared.fleet().hosts().stream()
                .filter(host -> !host.isReady())
                .map(HostView::host)
                .collect(Collectors.toSet());
    }

    private static int count(List<Replica> replicas, Predicate<Replica> which) {
        return (int) replicas.stream().filter(which).count();
    }
}
