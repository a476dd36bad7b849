package io.genisys.connector.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Since when containers are as they are, by our own clock and by their ids.
 *
 * @param idleSince when one that is paused or restarting was first seen so
 * @param provenAt when one that was only found {@linkplain #provenAt(Instant, int) has proven itself}; of none that was
 *     there when its host was first seen
 * @param unhealthyAt when one of ours was last seen unhealthy
 */
public record Sightings(
        Map<String, Instant> idleSince, Map<String, Instant> provenAt, Map<String, Instant> unhealthyAt) {
    public static final Sightings NONE = new Sightings(Map.of(), Map.of(), Map.of());

    private static final int MOST_DOUBLINGS = 10;

    public Sightings {
        idleSince = Map.copyOf(idleSince);
        provenAt = Map.copyOf(provenAt);
        unhealthyAt = Map.copyOf(unhealthyAt);
    }

    /**
     * When a container that was only found and came at that time takes the place of one of ours: when it has run for as
     * long as one of ours has to, and twice as long for each that went lately, up to the longest that one of ours has
     * to.
     *
     * @param gone how many of the service that were only found went lately
     */
    public static Instant provenAt(Instant since, int gone) {
        Duration proof = Probation.PROOF.multipliedBy(1L << Math.min(gone, MOST_DOUBLINGS));
        return since.plus(proof.compareTo(Probation.LONGEST_PROOF) > 0 ? Probation.LONGEST_PROOF : proof);
    }

    Optional<Instant> idleSince(String id) {
        return Optional.ofNullable(idleSince.get(id));
    }

    boolean isProven(String id, Instant at) {
        return !provenAt.getOrDefault(id, Instant.MIN).isAfter(at);
    }

    boolean wasUnhealthyLately(String id, Instant now) {
        Instant at = unhealthyAt.get(id);
        return at != null && Duration.between(at, now).compareTo(BackOffPolicy.FORGIVEN_AFTER) < 0;
    }
}
