package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.Recorded;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes of earlier releases have kept in the store, and tell of themselves, is read. */
final class RecordedZnodesTest {
    private static final String KIND = "cluster";
    /** All that nodes of a cluster read of each other, beside the catalog and the messages. */
    private static final Map<String, Class<?>> TYPES = Map.of(
            "head", Head.class,
            "entry", LogEntry.class,
            "origin", Origin.class,
            "member", Member.class,
            "leader", Leadership.Leader.class,
            "back-offs", BackOffZnode.All.class,
            "drivers", AssignedHosts.Content.class,
            "candidate", Candidate.class,
            "answer", Probes.Answer.class);

    /** What a voter says of its data: one that is taken for another could form a quorum with what is old. */
    private static final Set<Class<?>> STRICT = Set.of(VoterFolder.Stand.class);

    static Stream<String> names() {
        return TYPES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachHasARecordingThatIsRead(String name) {
        assertThat(Recorded.lines(KIND, name))
                .isNotEmpty()
                .allSatisfy(line -> Recorded.checkIsRead(TYPES.get(name), line));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatOnlyALaterReleaseKnowsIsPassedOver(String name) {
        Recorded.lines(KIND, name)
                .forEach(line -> Recorded.checkIsReadWithWhatIsUnknown(TYPES.get(name), line, STRICT));
    }

    @Test
    void eachRecordingIsRead() {
        assertThat(Recorded.names(KIND)).isEqualTo(TYPES.keySet());
    }

    @Test
    void anEntryIsReadTogetherWithItsRecord() {
        Buffer znode = Buffer.buffer(Recorded.lines(KIND, "entry").get(0) + "\n{\"lastVersion\":1}");

        assertThat(LogEntry.read(znode).inline()).hasToString("{\"lastVersion\":1}");
    }
}
