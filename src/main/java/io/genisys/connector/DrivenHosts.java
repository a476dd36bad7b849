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
import io.genisys.connector.docker.engine.Streams;
import io.genisys.connector.docker.proof.Proofs;
import io.genisys.connector.docker.streams.HttpStreams;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hosts that are driven, each by a verticle of its own: those of the configuration, but for those that other nodes
 * list too and that are not assigned to this one. Used from one context only.
 */
final class DrivenHosts {
    private final Vertx vertx;
    private final Shutdown shutdown;
    private final Chronicle chronicle;
    private final Drivings driving;
    private final Future<Proofs> proofs;
    private final Sharing sharing;
    private final Streams streams;
    private final Map<HostName, Driven> driven = new HashMap<>();
    /** Those of the configuration at the start, which have been in it ever since. */
    private final Set<HostName> fromTheStart = new HashSet<>();

    /** Of the configuration; never changed. Names alike have hashes alike, which a set of Set.of is slow with. */
    private volatile Set<HostName> listed = Set.of();
    /** The numbers of those that are assigned to this node. */
    private Map<HostName, Long> assigned = Map.of();

    private Optional<Wiring> wiring = Optional.empty();
    private boolean isStart = true;
    private Future<?> before = Future.succeededFuture();

    /** Says how hosts are driven. */
    interface Drivings {
        /**
         * From now on.
         *
         * @param number by which it is assigned to this node; empty if only this one lists it
         */
        Driving of(HostName host, Optional<Long> number);
    }

    /**
     * Drives none yet.
     *
     * @param proofs of which containers are ours, on all hosts
     */
    DrivenHosts(
            Vertx vertx,
            Shutdown shutdown,
            Chronicle chronicle,
            Drivings driving,
            Future<Proofs> proofs,
            Sharing sharing) {
        this.vertx = vertx;
        this.shutdown = shutdown;
        this.chronicle = chronicle;
        this.driving = driving;
        this.proofs = proofs;
        this.sharing = sharing;
        this.streams = new HttpStreams(vertx);
    }

    /**
     * Drives these hosts from now on, and no others. A host whose section is the same as before goes on undisturbed,
     * and so does one whose new section can't be used; the containers of one that is not driven any more are left as
     * they are.
     *
     * @return ends when each of them was asked for what it has; fails if one can't be driven, and the others are
     */
    Future<?> drive(Wiring next) {
        before = before.transform(done -> {
            wiring = Optional.of(next);
            return driveNow(next);
        });
        return before;
    }

    /**
     * Drives, of those that other nodes list too, these from now on.
     *
     * @param numbers by which they are assigned
     * @return ends when no others of them are driven
     */
    Future<?> assign(Map<HostName, Long> numbers) {
        before = before.transform(done -> {
            assigned = Map.copyOf(numbers);
            return wiring.<Future<?>>map(this::driveNow).orElseGet(Future::succeededFuture);
        });
        return before;
    }

    /** Those of the configuration; may be asked by any thread. */
    Set<HostName> listed() {
        return Collections.unmodifiableSet(listed);
    }

    /** Whether the configuration names it, driven or not. May be asked by any thread. */
    boolean isListed(HostName host) {
        return listed.contains(host);
    }

    /**
     * A host that is new is known to be there before another one goes: if it is the same engine under another name,
     * nothing is started in place of containers that will be seen again in a moment. Where none goes, it holds up
     * nothing. One that another node is to drive is no longer driven here, and all that is known of it stands.
     */
    private Future<?> driveNow(Wiring now) {
        Map<HostName, HostSection> configured =
                now.hosts().stream().collect(Collectors.toMap(HostSection::name, Function.identity()));
        List<HostSection> fresh = configured.values().stream()
                .filter(host -> isOurs(host) && !isDriven(host))
                .toList();
        Set<HostName> dropped = new HashSet<>(listed);
        dropped.addAll(driven.keySet());
        dropped.removeAll(configured.keySet());
        dropped.forEach(host -> sayIfRenamed(host, fresh));
        noteStart(configured.keySet());
        configured.values().stream()
                .filter(host -> isOurs(host) ? !driven.containsKey(host.name()) : !isListed(host.name()))
                .forEach(host -> announce(host, isFromTheStart(host) || !dropped.isEmpty()));
        listed = new HashSet<>(configured.keySet());
        List<Future<?>> ends = new ArrayList<>();
        driven.keySet().stream()
                .filter(host -> configured.containsKey(host) && !isOurs(configured.get(host)))
                .toList()
                .forEach(host -> ends.add(leave(host)));
        dropped.forEach(host -> ends.add(sharing.isListedElsewhere(host) ? leave(host) : remove(host)));
        return Future.join(ends)
                .transform(ended ->
                        Future.join(fresh.stream().map(host -> add(now, host)).toList()));
    }

    private boolean isOurs(HostSection host) {
        return !sharing.isShared(host) || assigned.containsKey(host.name());
    }

    /** What an operator said belongs to the name. */
    private void sayIfRenamed(HostName gone, List<HostSection> fresh) {
        Optional<Driven> last = Optional.ofNullable(driven.get(gone));
        fresh.stream()
                .filter(host -> last.filter(old -> old.section().url().equals(host.url()))
                        .isPresent())
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
                .filter(now -> now.section().equals(host) && now.number().equals(number(host)))
                .isPresent();
    }

    private Optional<Long> number(HostSection host) {
        return Optional.ofNullable(assigned.get(host.name())).filter(number -> sharing.isShared(host));
    }

    private void announce(HostSection host, boolean isAwaited) {
        Reports.publish(vertx, HostReport.unheard(host.name(), host.profile().awaited(isAwaited)));
    }

    /** What is driven now goes on until all is ready that can be made ready before. */
    private Future<?> add(Wiring wiring, HostSection host) {
        return proofs.compose(known -> vertx.executeBlocking(() -> engine(wiring, host, known), false))
                .compose(engine -> leave(host.name()).compose(left -> deploy(wiring, host, engine)))
                .onFailure(error -> {
                    if (!driven.containsKey(host.name()) && !sharing.isShared(host)) {
                        Reports.publishRemoved(vertx, host.name());
                    }
                })
                .recover(error -> Future.failedFuture(named(host, error)));
    }

    private Engine engine(Wiring wiring, HostSection host, Proofs proofs) {
        return proofs.proven(
                host.name(),
                host.url(),
                sharing.owner().filter(together -> sharing.isShared(host)),
                claims -> new MeasuredEngine(
                        DockerEngine.of(wiring.engine(host), claims, wiring.networks(), streams),
                        host.name(),
                        chronicle.measures()));
    }

    private Future<?> deploy(Wiring wiring, HostSection host, Engine engine) {
        Optional<Long> number = number(host);
        Shutdown.PhaseTwo verticle = shutdown.phaseTwo(new DockerVerticle(
                engine, wiring.host(host, isFromTheStart(host)), driving.of(host.name(), number), chronicle));
        return vertx.deployVerticle(verticle)
                .onSuccess(id -> driven.put(host.name(), new Driven(host, number, verticle, id)))
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

    private record Driven(HostSection section, Optional<Long> number, Shutdown.PhaseTwo verticle, String deployment) {}
}
