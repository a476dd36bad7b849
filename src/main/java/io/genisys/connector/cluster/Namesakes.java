package io.genisys.connector.cluster;

import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Other processes with the name of this node. To be used on the {@link Lane} only. */
final class Namesakes {
    /** Longer than a session lasts. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Membership membership;
    private final Lane lane;
    private final InstantSource clock;
    private final Function<String, Future<Void>> bury;

    /** @param bury is told that the process of that id has ended */
    Namesakes(Membership membership, Lane lane, InstantSource clock, Function<String, Future<Void>> bury) {
        this.membership = membership;
        this.lane = lane;
        this.clock = clock;
        this.bury = bury;
    }

    /**
     * Ends when there is none, once this node listens on its event bus: an earlier process of it may be known for some
     * seconds. Fails with an {@link InvalidException} if one stays.
     */
    Future<Void> settle() {
        return settle(clock.instant().plus(PATIENCE));
    }

    private Future<Void> settle(Instant deadline) {
        Member own = membership.members().get(membership.id());
        Optional<Map.Entry<String, Member>> other = membership.members().entrySet().stream()
                .filter(member -> !member.getKey().equals(membership.id()))
                .filter(member -> nodeOf(member.getValue()).equals(nodeOf(own)))
                .findFirst();
        if (other.isEmpty()) {
            return Future.succeededFuture();
        }
        String id = other.get().getKey();
        if (isWhereThisListens(other.get().getValue(), own)) {
            return bury.apply(id).transform(buried -> settle(deadline));
        }
        boolean isFirst = Probes.answers(id, other.get().getValue()) || id.compareTo(membership.id()) < 0;
        if (!clock.instant().isBefore(deadline) && isFirst) {
            return Future.failedFuture(new InvalidException(
                    "cluster.node",
                    "is " + nodeOf(own) + ", and so is a node at "
                            + other.get().getValue().about().address()
                            + " that is in the cluster: give each node a name of its own"));
        }
        return Later.after(lane, PAUSE, () -> settle(deadline));
    }

    /** Two processes never listen on one port: that one has ended. */
    private static boolean isWhereThisListens(Member other, Member own) {
        return other.host().equals(own.host()) && other.port() == own.port() && own.port() > 0;
    }

    private static String nodeOf(Member member) {
        return member.about().node();
    }
}
