package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.Recorded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The entries and bases of logs that earlier releases have written are read. */
final class RecordedCatalogTest {
    private static final String KIND = "catalog";

    private static final List<String> RECORDS = Stream.of("base", "entries")
            .flatMap(name -> Recorded.lines(KIND, name).stream())
            .toList();

    static Stream<String> records() {
        return RECORDS.stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachEntryIsRead(String record) {
        Recorded.checkIsRead(Delta.class, record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatOnlyALaterReleaseKnowsIsPassedOver(String record) {
        Recorded.checkIsReadWithWhatIsUnknown(Delta.class, record, Set.of());
    }

    @Test
    void theEntriesLeadToOneState() {
        Replay replay = new Replay(Long.MAX_VALUE);
        RECORDS.forEach(record -> replay.add(ByteBuffer.wrap(record.getBytes(StandardCharsets.UTF_8))));

        assertThat(replay.state().all()).isNotEmpty();
        assertThat(replay.state().hosts()).isNotEmpty();
        assertThat(replay.state().knownHosts().names()).isNotEmpty();
        assertThat(replay.state().toStop()).isNotEmpty();
    }
}
