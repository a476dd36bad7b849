package io.genisys.connector;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.config.HostSection;
import io.genisys.connector.docker.DockerVerticle;
import io.genisys.connector.docker.Driving;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.MeasuredEngine;
import io.genisys.connector.docker.engine.DockerEngine;
import io.genisys.connector.docker.proof.Proofs;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hosts that are driven, each by a verticle of its own, as the configuration says it. Used from one context only.
 */
final class DrivenHosts {
    private final Vertx vertx;
    private final Shutdown shutdown;
    private final Chronicle chronicle;
    private final Function<HostName, Driving> driving;
    private final Future<Proofs> proofs;
    private final Map<HostName, Driven> driven = new HashMap<>();
    /** Those of the configuration at the start, which have been in it ever since. */
    private final Set<HostName> fromTheStart = new HashSet<>();

    /** Of the configuration. */
    private volatile Set<HostName> listed = Set.of();

    private boolean isStart = true;
    private Future<?> before = Future.succeededFuture();

    /**
     * @param driving of a host from now on
     * @param proofs of which containers are ours, on all hosts
     */
    DrivenHosts(
            Vertx vertx,
            Shutdown shutdown,
            Chronicle chronicle,
            Function<HostName, Driving> driving,
            Future<Proofs> proofs) {
        this.vertx = vertx;
        this.shutdown = shutdown;
        this.chronicle = chronicle;
        this.driving = driving;
        this.proofs = proofs;
    }

    /**
     * Drives these hosts from now on, and no others. A host whose section is the same as before goes on undisturbed,
     * and so does one whose new section can't be used; the containers of one that is not driven any more are left as
     * they are.
     *
     * @return ends when each of them was asked for what it has; fails if one can't be driven, and the others are
     */
    Future<?> drive(Wiring wiring) {
        before = before.transform(done -> driveNow(wiring));
        return before;
    }

    /** Those of the configuration; may be asked by any thread. */
    Set<HostName> listed() {
        return listed;
    }

    /** Whether the configuration names it, driven or not. May be asked by any thread. */
    boolean isListed(HostName host) {
        return listed.contains(host);
    }

    /**
     * A host that is new is known to be there before another one goes: if it is the same engine under another name,
     * nothing is started in place of containers that will be seen again in a moment. Where none goes, it holds up
     * nothing.
     */
    private Future<?> driveNow(Wiring wiring) {
        Map<HostName, HostSection> wanted =
                wiring.hosts().stream().collect(Collectors.toMap(HostSection::name, Function.identity()));
        List<HostSection> fresh =
                wanted.values().stream().filter(host -> !isDriven(host)).toList();
        listed = Set.copyOf(wanted.keySet());
        Set<HostName> gone = driven.keySet().stream()
                .filter(host -> !wanted.containsKey(host))
                .collect(Collectors.toSet());
        gone.forEach(host -> sayIfRenamed(host, fresh));
        noteStart(wanted.keySet());
        fresh.stream()
                .filter(host -> !driven.containsKey(host.name()))
                .forEach(host -> announce(host, isFromTheStart(host) || !gone.isEmpty()));
        return Future.join(gone.stream().map(this::remove).toList())
                .transform(removed -> Future.join(
                        fresh.stream().map(host -> add(wiring, host)).toList()));
    }

    /** What an operator said belongs to the name. */
    private void sayIfRenamed(HostName gone, List<HostSection> fresh) {
        fresh.stream()
                .filter(host -> host.url().equals(driven.get(gone).section().url()))
                .forEach(host -> chronicle.tell(
                        What.HOST_RENAMED,
                        Subject.of(gone),
                        Cause.of("it is called " + host.name() + " now, and is active: a cordon or drain of " + gone
                                + " does not hold for it")));
    }

    /** One that was taken out and comes back is a new one. */
    private void noteStart(Set<HostName> wanted) {
        if (isStart) {
            fromTheStart.addAll(wanted);
        }
        fromTheStart.retainAll(wanted);
        isStart = false;
    }

    private boolean isFromTheStart(HostSection host) {
        return fromTheStart.contains(host.name());
    }

    private boolean isDriven(HostSection host) {
        return Optional.ofNullable(driven.get(host.name()))
                .filter(now -> now.section().equals(host))
                .isPresent();
    }

    private void announce(HostSection host, boolean isAwaited) {
        Reports.publish(vertx, HostReport.unheard(host.name(), host.profile().awaited(isAwaited)));
    }

    /** What is driven now goes on until all is ready that can be made ready before. */
    private Future<?> add(Wiring wiring, HostSection host) {
        return proofs.compose(known -> vertx.executeBlocking(() -> engine(wiring, host, known), false))
                .compose(engine -> leave(host.name()).compose(left -> deploy(wiring, host, engine)))
                .onFailure(error -> {
                    if (!driven.containsKey(host.name())) {
                        Reports.publishRemoved(vertx, host.name());
                    }
                })
                .recover(error -> Future.failedFuture(named(host, error)));
    }

    private Engine engine(Wiring wiring, HostSection host, Proofs proofs) {
        return proofs.proven(
                host.name(),
                host.url(),
                claims -> new MeasuredEngine(
                        DockerEngine.of(wiring.engine(host), claims, wiring.networks()),
                        host.name(),
                        chronicle.measures()));
    }

    private Future<?> deploy(Wiring wiring, HostSection host, Engine engine) {
        Shutdown.PhaseTwo verticle = shutdown.phaseTwo(new DockerVerticle(
                engine, wiring.host(host, isFromTheStart(host)), driving.apply(host.name()), chronicle));
        return vertx.deployVerticle(verticle)
                .onSuccess(id -> driven.put(host.name(), new Driven(host, verticle, id)))
                .onFailure(error -> engine.close());
    }

    private static Throwable named(HostSection host, Throwable error) {
        return error instanceof EngineException known
                ? new FailureException(known.kind(), "host " + host.name() + ": " + known.getMessage())
                : error;
    }

    private Future<?> remove(HostName host) {
        return leave(host).onComplete(left -> {
            chronicle.tell(
                    What.HOST_REMOVED,
                    Subject.of(host),
                    Cause.of("its containers keep running, and the connector no longer manages them"));
            Reports.publishRemoved(vertx, host);
        });
    }

    private Future<?> leave(HostName host) {
        Driven gone = driven.remove(host);
        if (gone == null) {
            return Future.succeededFuture();
        }
        gone.verticle().detach();
        return vertx.undeploy(gone.deployment());
    }

    private record Driven(HostSection section, Shutdown.PhaseTwo verticle, String deployment) {}
}
