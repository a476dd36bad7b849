package io.genisys.connector.cluster;

import io.genisys.connector.cluster.VoterFolder.Stand;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a voter says of itself before there is a quorum.
 *
 * @param services how many it has in the catalog that it brings along
 * @param voters the ids of all voters, as it has them
 */
record Candidate(int id, String node, Stand stand, int services, List<Integer> voters) {
    Candidate {
        Objects.requireNonNull(node);
        Objects.requireNonNull(stand);
        voters = List.copyOf(voters);
    }

    /** Whether it has, or may have, what other voters have agreed on. */
    boolean hasData() {
        return stand == Stand.VOTED;
    }

    /** The one of them whose catalog becomes that of the cluster: the first that brings services, else the first. */
    static Candidate maker(List<Candidate> all) {
        Comparator<Candidate> emptyLast = Comparator.comparing(candidate -> candidate.services() == 0);
        return all.stream().min(emptyLast.thenComparing(Candidate::id)).orElseThrow();
    }
}
