package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.VoterFolder.Stand;
import io.genisys.connector.model.Voter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoterFolderTest {
    @TempDir
    private Path folder;

    private VoterFolder open(int voters) throws IOException {
        List<Voter> all = IntStream.rangeClosed(1, voters)
                .mapToObj(id -> new Voter(id, "n" + id, "127.0.0." + id))
                .toList();
        return VoterFolder.open(folder, all);
    }

    private Path data() throws IOException {
        return Files.createDirectories(folder.resolve("version-2"));
    }

    @Test
    void aNewFolderHasNothing() throws IOException {
        assertThat(open(3).stand()).isEqualTo(Stand.EMPTY);
    }

    @Test
    void aFirstStartGoesOnAfterARestart() throws IOException {
        open(3).first(true);
        data();

        VoterFolder again = open(3);

        assertThat(again.stand()).isEqualTo(Stand.FIRST);
        assertThat(again.isMaker()).isTrue();
        assertThat(data()).exists();
    }

    @Test
    void oneThatFetchesTheDataOfOthersBeginsAnewAfterARestart() throws IOException {
        open(3).refill();
        Files.writeString(data().resolve("snapshot.0"), "half");

        assertThat(open(3).stand()).isEqualTo(Stand.EMPTY);
        assertThat(folder.resolve("version-2")).doesNotExist();
    }

    @Test
    void oneThatHasVotedKeepsItsDataAlsoAmongMoreVoters() throws IOException {
        VoterFolder first = open(3);
        first.first(false);
        first.voted();
        Files.writeString(data().resolve("snapshot.0"), "data");

        assertThat(open(5).stand()).isEqualTo(Stand.VOTED);
        assertThat(folder.resolve("version-2/snapshot.0")).exists();
    }

    @Test
    void theOnlyVoterBeginsAgainWithOthersAndKeepsWhatItHadAside() throws IOException {
        VoterFolder alone = open(1);
        alone.first(true);
        alone.voted();
        Files.writeString(data().resolve("snapshot.0"), "data");

        assertThat(open(3).stand()).isEqualTo(Stand.EMPTY);
        assertThat(folder.resolve("version-2.alone/snapshot.0")).hasContent("data");
    }

    @Test
    void dataWithoutARecordIsTakenForThatOfAVoter() throws IOException {
        data();

        assertThat(open(3).stand()).isEqualTo(Stand.VOTED);
    }
}
