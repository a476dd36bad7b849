package io.genisys.connector.reconcile;

import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.TakeOver;
import io.genisys.connector.bus.TakenOver;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Takes over the hosts from the reconciler before this one: what they have, and the orders that they still carry out. A
 * host that does not answer gets no orders before it does. One that was lost is taken over once more when it answers.
 * Used from one context only.
 */
final class HostsTaken {
    /** As long as nothing is planned at the start; a host that answers does so at once. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HostClient client;
    private final long epoch;
    private final ReportedFleet fleet;
    private final BiConsumer<HostName, HostOrder> adopt;
    private final Runnable onLate;
    /** Those of the start, and lost ones, that have not answered; what drives a host that comes later is new. */
    private final Set<HostName> missing = new HashSet<>();

    private final Set<HostName> asked = new HashSet<>();
    /** Those of them that all wait for: each driver is waited for once. */
    private final Set<HostName> awaited = new HashSet<>();

    private final Map<HostName, Long> tried = new HashMap<>();
    /** How often each was asked. */
    private final Map<HostName, Integer> times = new HashMap<>();
    /** What they had to do was given up with them. */
    private final Set<HostName> lost = new HashSet<>();

    /**
     * @param fleet of this node: takes what the hosts report
     * @param adopt is given each order that a host still has
     * @param onLate is called when a host that was asked again has answered, or one that was awaited did not
     */
    HostsTaken(
            HostClient client,
            long epoch,
            ReportedFleet fleet,
            BiConsumer<HostName, HostOrder> adopt,
            Runnable onLate) {
        this.client = client;
        this.epoch = epoch;
        this.fleet = fleet;
        this.adopt = adopt;
        this.onLate = onLate;
    }

    /** Ends when each host has answered, or will not in time. */
    Future<?> begin() {
        List<HostView> hosts = fleet.hosts();
        hosts.forEach(host -> missing.add(host.host()));
        return Future.join(hosts.stream().map(this::take).toList()).otherwiseEmpty();
    }

    /** Of the newest take-over of that host: orders carry it. */
    long number(HostName host) {
        return TakeOver.number(epoch, times.getOrDefault(host, 0));
    }

    /** These are given up: what they were still to do may be done elsewhere by now, and they are to do it no more. */
    void lost(Set<HostName> hosts) {
        lost.addAll(hosts);
        missing.addAll(hosts);
        tried.keySet().removeAll(hosts);
    }

    /** Asks those again that have not answered and are there. To be called now and then. */
    void askAgain() {
        ask(host -> true);
    }

    /** Whether nothing is to be planned for a moment: what a host that has just come has is about to be known. */
    boolean isAsking() {
        ask(host -> !isTried(host));
        return !awaited.isEmpty();
    }

    private void ask(Predicate<HostView> which) {
        missing.removeIf(host -> fleet.host(host).isEmpty());
        List<HostView> ready = missing.stream()
                .flatMap(host -> fleet.host(host).stream())
                .filter(host -> host.isReady() && !asked.contains(host.host()))
                .filter(which)
                .toList();
        ready.forEach(this::takeLate);
    }

    private void takeLate(HostView host) {
        boolean isFirst = !isTried(host);
        take(host).onComplete(taken -> {
            if (isFirst || taken.succeeded()) {
                onLate.run();
            }
        });
    }

    private boolean isTried(HostView host) {
        return Objects.equals(tried.get(host.host()), host.report().incarnation());
    }

    /** As it counts: one that was not taken over is as if it did not answer. */
    HostView counted(HostView host) {
        return missing.contains(host.host()) && host.isReady()
                ? host.silent(new Failure(
                        FailureKind.UNREACHABLE, "host " + host.host() + " has not answered this reconciler yet"))
                : host;
    }

    /** Whether it has told this reconciler what it has, or did not have to. */
    boolean isTaken(HostName host) {
        return !missing.contains(host);
    }

    private Future<?> take(HostView view) {
        HostName host = view.host();
        asked.add(host);
        if (!isTried(view)) {
            awaited.add(host);
        }
        tried.put(host, view.report().incarnation());
        times.merge(host, 1, Integer::sum);
        return client.takeOver(host, new TakeOver(number(host)), PATIENCE)
                .onSuccess(taken -> taken(host, taken))
                .onComplete(done -> {
                    asked.remove(host);
                    awaited.remove(host);
                });
    }

    private void taken(HostName host, TakenOver taken) {
        fleet.accept(taken.report());
        boolean isBack = lost.contains(host);
        if (isBack && !taken.starts().isEmpty()) {
            // these end soon: until then there may be more than it shows
            return;
        }
        missing.remove(host);
        tried.remove(host);
        lost.remove(host);
        if (!isBack) {
            taken.starts().forEach(start -> adopt.accept(host, start.in(number(host))));
            taken.stops().forEach(stop -> adopt.accept(host, stop.in(number(host))));
        }
    }
}
