package io.genisys.connector.cluster;

import io.genisys.connector.cluster.AssignedHosts.Content;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.HostName;
import io.genisys.connector.plan.Assignments;
import io.genisys.connector.plan.Assignments.Node;
import io.genisys.connector.plan.Assignments.Situation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns the hosts that several nodes may drive, while this node leads. What it writes names its epoch, and is refused
 * if there is a later one. To be used on the {@link Lane} only.
 */
final class Assigner {
    private static final Logger LOG = LoggerFactory.getLogger(Assigner.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Nodes that were restarted one after the other are all there by then. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Coordination coordination;
    private final Lane lane;
    private final Membership membership;
    private final InstantSource clock;
    private final Reach reach;
    private final Map<HostName, Since> unreached = new HashMap<>();
    private final Map<HostName, Since> withdrawn = new HashMap<>();
    private Optional<Leader> lead = Optional.empty();
    private Map<String, Node> nodes = Map.of();
    private Instant changed = Instant.MIN;
    private boolean isBusy;
    private boolean isAskedAgain;

    /** Of one assignment, by its number. */
    private record Since(long number, Instant at) {}

    /**
     * How hosts are reached.
     *
     * @param isReached whether the driver of a host says that it answers
     * @param limit how long it may not be until another node is to try
     */
    record Reach(Predicate<HostName> isReached, Duration limit) {}

    Assigner(Coordination coordination, Lane lane, Membership membership, InstantSource clock, Reach reach) {
        this.coordination = coordination;
        this.lane = lane;
        this.membership = membership;
        this.clock = clock;
        this.reach = reach;
    }

    void begin() {
        var unusedListener = membership.listen((before, after) -> assign());
        var unusedWatch = coordination.watch(AssignedHosts.PATH, this::assign);
        tick();
    }

    private void tick() {
        assign();
        lane.after(PERIOD, this::tick);
    }

    /** From now on this node leads, or does not. */
    void lead(Optional<Leader> next) {
        lead = next;
        unreached.clear();
        withdrawn.clear();
        nodes = Map.of();
        assign();
    }

    private void assign() {
        isAskedAgain = true;
        if (lead.isEmpty() || isBusy) {
            return;
        }
        isBusy = true;
        isAskedAgain = false;
        decide(lead.get()).onComplete(done -> {
            isBusy = false;
            if (done.failed()) {
                LOG.debug("hosts are assigned again: {}", done.cause().getMessage());
            } else if (isAskedAgain) {
                assign();
            }
        });
    }

    private Future<Void> decide(Leader leader) {
        return coordination
                .read(AssignedHosts.PATH)
                .compose(found -> coordination.read(Joins.PATH).compose(joins -> {
                    Assignments now = new Assignments(Content.of(found).hosts());
                    long number = joins.orElseThrow().version() + 1L;
                    Assignments next = now.next(situation(now), number);
                    return next.equals(now)
                            ? Future.succeededFuture()
                            : coordination
                                    .change(steps(leader, next, found, joins.get()))
                                    .onSuccess(made -> tell(now, next));
                }));
    }

    /** Numbers are those of joins too: so one is larger than all that a node has given before it was assigned. */
    private static List<Step> steps(
            Leader leader, Assignments next, Optional<Coordination.Znode> found, Coordination.Znode joins) {
        Buffer json = new Content(leader.epoch(), next.hosts()).json();
        List<Step> steps = new ArrayList<>(List.of(
                new Step.Check(Epoch.PATH, leader.epoch()),
                new Step.Put(Joins.PATH, Buffer.buffer(), joins.version())));
        steps.add(found.<Step>map(znode -> new Step.Put(AssignedHosts.PATH, json, znode.version()))
                .orElseGet(() -> new Step.Create(AssignedHosts.PATH, json)));
        return steps;
    }

    private Situation situation(Assignments now) {
        Instant at = clock.instant();
        Map<String, Node> present = nodes();
        if (!present.equals(nodes)) {
            nodes = present;
            changed = at;
        }
        note(withdrawn, now, at, (host, last) -> last.isWithdrawn());
        note(
                unreached,
                now,
                at,
                (host, last) -> last.isHeld() && !reach.isReached().test(host));
        return new Situation(
                present,
                withdrawn.entrySet().stream()
                        .filter(host ->
                                !host.getValue().at().plus(AssignedHosts.SAFE).isAfter(at))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                unreached.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                host -> Duration.between(host.getValue().at(), at))),
                reach.limit(),
                !changed.plus(QUIET).isAfter(at));
    }

    private Map<String, Node> nodes() {
        return membership.members().entrySet().stream()
                .filter(node -> Probes.answers(node.getKey(), node.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        node -> node.getValue().about().identity().listing()));
    }

    /** Since when each of those is so, by what this node saw since it leads. */
    private static void note(Map<HostName, Since> since, Assignments now, Instant at, Which which) {
        since.keySet().retainAll(now.hosts().keySet());
        now.hosts()
                .forEach((host, last) -> since.compute(host, (same, before) -> {
                    if (!which.test(host, last)) {
                        return null;
                    }
                    return before != null && before.number() == last.number() ? before : new Since(last.number(), at);
                }));
    }

    private interface Which {
        boolean test(HostName host, Assigned last);
    }

    private void tell(Assignments before, Assignments after) {
        after.hosts().forEach((host, now) -> {
            Optional<Assigned> last = Optional.ofNullable(before.hosts().get(host));
            if (now.isHeld() && last.filter(Assigned::isHeld).isEmpty()) {
                LOG.info("Host {} is driven by node {} from now on", host, name(now.node()));
            } else if (now.isWithdrawn() && last.filter(Assigned::isHeld).isPresent()) {
                LOG.info("Host {} is to be driven by another node than {}: {}", host, name(now.node()), why(now));
            }
        });
    }

    private String why(Assigned withdrawn) {
        if (!membership.members().containsKey(withdrawn.node())) {
            return "that is gone";
        }
        return withdrawn.tries() > 0 ? "that does not reach it" : "that lists it no more, or drives more than others";
    }

    private String name(String id) {
        return Optional.ofNullable(membership.members().get(id))
                .map(member -> member.about().node())
                .orElse(id);
    }
}
