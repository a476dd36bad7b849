package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.VoterFolder.Stand;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CandidateTest {
    private static Candidate candidate(int id, int services) {
        return new Candidate(id, "n" + id, Stand.EMPTY, services, List.of(1, 2, 3));
    }

    @Test
    void theFirstThatBringsServicesMakesTheCatalog() {
        List<Candidate> all = List.of(candidate(1, 0), candidate(3, 9), candidate(2, 1));

        assertThat(Candidate.maker(all).id()).isEqualTo(2);
    }

    @Test
    void theFirstMakesItIfNoneBringsServices() {
        List<Candidate> all = List.of(candidate(3, 0), candidate(1, 0), candidate(2, 0));

        assertThat(Candidate.maker(all).id()).isEqualTo(1);
    }
}
