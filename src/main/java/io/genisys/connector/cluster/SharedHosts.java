package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which hosts the nodes list, and which of them drives each. May be used by any thread. */
public final class SharedHosts {
    private final Coordination coordination;
    private final Lane lane;
    private final Membership membership;
    private final InstantSource clock;
    private final String node;
    private final AssignedHosts assigned;
    private volatile Consumer<Optional<Leader>> assigning = lead -> {};

    /** @param node the name of this node */
    SharedHosts(Coordination coordination, Lane lane, Membership membership, InstantSource clock, String node) {
        this.coordination = coordination;
        this.lane = lane;
        this.membership = membership;
        this.clock = clock;
        this.node = node;
        this.assigned = new AssignedHosts(coordination, lane, membership.id(), clock);
    }

    /**
     * Takes part from now on. To be called once, by a node that fits together with the others.
     *
     * @param driving as for {@link AssignedHosts#begin}
     * @param isReached whether the driver of a host says that it answers
     * @param limit how long it may not be until another node is to try
     */
    public void begin(Function<Map<HostName, Long>, Future<?>> driving, Predicate<HostName> isReached, Duration limit) {
        lane.execute(() -> {
            Assigner assigner =
                    new Assigner(coordination, lane, membership, clock, new Assigner.Reach(isReached, limit));
            assigning = assigner::lead;
            assigner.begin();
            assigned.begin(driving);
        });
    }

    /** This node leads from now on, or does not. To be called on the lane. */
    void lead(Optional<Leader> lead) {
        assigning.accept(lead);
    }

    /** Whether this node may carry out something on that host now, by the assignment of that number. */
    public boolean holds(HostName host, long number) {
        return assigned.holds(host, number);
    }

    /** Of the leader that assigned last, 0 if none did. */
    int epoch() {
        return assigned.epoch();
    }

    /** The drivers of this node have ended, or will not begin. */
    Future<Void> giveUp() {
        return assigned.freeAll(membership.id());
    }

    /** The process of that id has ended. */
    Future<Void> buried(String id) {
        return membership.bury(id).compose(gone -> assigned.freeAll(id));
    }

    /**
     * Tells the other nodes which hosts this one lists from now on, and compares.
     *
     * @param urls by name
     * @return those that this node must not list, and why: the others never know of them for long
     */
    public Future<Map<HostName, String>> list(Map<String, String> urls) {
        Promise<Map<HostName, String>> listed = Promise.promise();
        lane.execute(() -> membership
                .tell(member -> member.listing(urls))
                .compose(told -> membership.readAgain())
                .map(read -> faults(urls))
                .compose(faults -> {
                    Map<String, String> fitting = new TreeMap<>(urls);
                    faults.keySet().forEach(host -> fitting.remove(host.value()));
                    return faults.isEmpty()
                            ? Future.succeededFuture(faults)
                            : membership.tell(member -> member.listing(fitting)).map(faults);
                })
                .onComplete(listed));
        return listed.future();
    }

    private Map<HostName, String> faults(Map<String, String> urls) {
        Map<HostName, String> faults = new TreeMap<>();
        urls.forEach((name, url) -> {
            Identity one = new Identity(Map.of(), Map.of(name, url), List.of());
            others().flatMap(other -> one.hostsAgainst(other.node(), other.identity()).stream())
                    .findFirst()
                    .map(FieldError::toString)
                    .ifPresent(fault -> faults.put(new HostName(name), fault));
        });
        return faults;
    }

    private Stream<Member.About> others() {
        return membership.members().values().stream().map(Member::about).filter(about -> !about.node()
                .equals(node));
    }

    /** Whether another node lists it. */
    public boolean isListedElsewhere(HostName host) {
        return others().anyMatch(about -> about.identity().hosts().containsKey(host.value()));
    }

    /** Those that the node of that id drives. */
    Set<HostName> drivenBy(String id, Member member) {
        List<HostName> all = new ArrayList<>(member.about().identity().own());
        assigned.all().forEach((host, last) -> {
            if (last.isHeld() && isOf(id, last)) {
                all.add(host);
            }
        });
        return new TreeSet<>(all);
    }

    private static boolean isOf(String id, Assigned last) {
        return last.node().equals(id);
    }
}
