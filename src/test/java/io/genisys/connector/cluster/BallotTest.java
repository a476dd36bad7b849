package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.Ballot.Result;
import io.genisys.connector.cluster.VoterFolder.Stand;
import io.genisys.connector.model.Voter;
import io.genisys.connector.testing.Ports;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What voters ask each other before there is a quorum. */
final class BallotTest {
    private static final NodeTls PLAIN = new NodeTls(Optional.empty(), refused -> {});

    private final Vertx vertx = Vertx.vertx();
    private final Quorum quorum = new Quorum(
            Stream.of(1, 2, 3)
                    .map(id -> new Voter(id, "n" + id, "127.0.0." + id))
                    .toList(),
            Ports.freeInARow(1));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static Candidate candidate(int id, Stand stand, int services) {
        return new Candidate(id, "n" + id, stand, services, List.of(1, 2, 3));
    }

    private Ballot ballot(Candidate self) {
        Ballot ballot = new Ballot(vertx, self, quorum, PLAIN);
        ballot.serve(PLAIN).await();
        return ballot;
    }

    @Test
    void staysOpenUntilAllHaveAnsweredAndSaysWhoIsWaitedFor() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        ballot(candidate(2, Stand.EMPTY, 0));

        assertThat(one.ask().await()).isEqualTo(Result.OPEN);
        assertThat(one.awaited()).isEqualTo(Map.of("n3", "does not answer"));

        ballot(candidate(3, Stand.EMPTY, 0));
        assertThat(one.ask().await()).isEqualTo(Result.NONE_HAS_DATA);
        assertThat(one.awaited()).isEmpty();
    }

    @Test
    void oneThatHasVotedHasDataAlthoughAnotherOneDoesNotAnswer() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        ballot(candidate(2, Stand.VOTED, 0));

        assertThat(one.ask().await()).isEqualTo(Result.SOME_HAVE_DATA);
    }

    @Test
    void oneThatIsInItsFirstStartHasNone() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        ballot(candidate(2, Stand.FIRST, 0));
        ballot(candidate(3, Stand.REFILLING, 0));

        assertThat(one.ask().await()).isEqualTo(Result.NONE_HAS_DATA);
    }

    @Test
    void allAgreeOnWhoMakesTheCatalog() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        Ballot two = ballot(candidate(2, Stand.EMPTY, 5));
        Ballot three = ballot(candidate(3, Stand.EMPTY, 9));
        List.of(one, two, three).forEach(ballot -> ballot.ask().await());

        assertThat(one.isMaker()).isFalse();
        assertThat(two.isMaker()).isTrue();
        assertThat(three.isMaker()).isFalse();
    }

    @Test
    void oneWithAnotherListOfVotersIsNotCounted() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        ballot(new Candidate(2, "n2", Stand.EMPTY, 0, List.of(1, 2, 4)));
        ballot(candidate(3, Stand.EMPTY, 0));

        assertThat(one.ask().await()).isEqualTo(Result.OPEN);
        assertThat(one.awaited())
                .containsEntry("n2", "has another list of voters: make cluster.quorum the same on all nodes");
    }

    @Test
    void oneThatIsCalledOtherwiseIsNotCounted() {
        Ballot one = ballot(candidate(1, Stand.EMPTY, 0));
        ballot(new Candidate(2, "x", Stand.EMPTY, 0, List.of(1, 2, 3)));

        one.ask().await();

        assertThat(one.awaited().get("n2")).startsWith("is called x (id 2) by itself");
    }
}
