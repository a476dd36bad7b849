package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of the journal: what earlier releases wrote is read, and what is written is what they can read. */
class DeltaTest {
    /** As release 1.0.0 writes it. */
    private static final String PUT =
            """
            {"lastVersion":8,"entries":[{"definition":{"name":"db","image":"pg:1"},"version":8,"beingRemoved":true},\
            {"definition":{"name":"web","image":"nginx:1.27","command":"run 'a b'","environment":{"A":"1"},\
            "ports":["80","53/udp"],"stop_signal":"SIGINT","stop_grace_period":"1m30s",\
            "placement":{"constraints":["node.labels.zone == west"]}},"version":7,"number":3,"beingRemoved":false}],\
            "removed":[],"seeded":{"web":"f00d"},"unseeded":[],"hosts":{"west":{"state":"CORDONED","draining":false}},\
            "activated":[],"toStop":{"old":{"definition":{"name":"old","image":"pg:1"},"hosts":["east"]}},"stopped":[]}""";

    private static final String GONE =
            """
            {"lastVersion":9,"entries":[],"removed":["web"],"seeded":{},"unseeded":["web"],"hosts":{},\
            "activated":["west"],"toStop":{},"stopped":["old"]}""";

    /** Before hosts and what is to be stopped were kept. */
    private static final String EARLY =
            """
            {"lastVersion":5,"entries":[{"definition":{"name":"web","image":"nginx:1.27"},"version":5}],\
            "removed":[],"seeded":{},"unseeded":[]}""";

    private static final KnownHosts KNOWN = new KnownHosts(
            new TreeMap<>(Map.of(
                    new HostName("west"), KnownHosts.Standing.COUNTED, new HostName("east"), KnownHosts.Standing.LOST)),
            true);

    @Test
    void aLineIsWrittenAsItWasRead() {
        assertThat(written(read(PUT))).isEqualTo(PUT);
        assertThat(written(read(GONE))).isEqualTo(GONE);
    }

    @Test
    void aLineMeansWhatItMeant() {
        CatalogState put = replayed(PUT);
        assertThat(put.lastVersion()).isEqualTo(8);
        assertThat(put.entries().values())
                .extracting(entry -> entry.service() + " " + entry.version() + " " + entry.beingRemoved())
                .containsExactly("db 8 true", "web 7 false");
        assertThat(put.entries().get(new ServiceName("web")).number()).hasValue(3);
        assertThat(put.seeded()).isEqualTo(Map.of(new ServiceName("web"), "f00d"));
        assertThat(put.hosts()).isEqualTo(Map.of(new HostName("west"), Availability.CORDONED));
        assertThat(put.toStop()).containsOnlyKeys(new ServiceName("old"));

        CatalogState gone = replayed(PUT, GONE);
        assertThat(gone.entries()).containsOnlyKeys(new ServiceName("db"));
        assertThat(gone.seeded()).isEmpty();
        assertThat(gone.hosts()).isEmpty();
        assertThat(gone.toStop()).isEmpty();
    }

    @Test
    void aLineOfAnEarlierReleaseLacksWhatWasNotKeptYet() {
        CatalogState state = replayed(EARLY);
        assertThat(state.entries()).containsOnlyKeys(new ServiceName("web"));
        assertThat(state.hosts()).isEmpty();
        assertThat(state.toStop()).isEmpty();
    }

    @Test
    void hostsThatAreKnownAreWrittenOnlyIfSomethingChangedThere() {
        CatalogState before = replayed(PUT);
        Draft draft = new Draft(before, Long.MAX_VALUE);
        draft.knownHosts(KNOWN);
        String line = written(Delta.between(before, draft.state()));
        assertThat(line)
                .contains(
                        "\"knownHosts\":{\"standings\":{\"east\":\"LOST\",\"west\":\"COUNTED\"},\"isSuspended\":true}");
        assertThat(replayed(PUT, line).knownHosts()).isEqualTo(KNOWN);
        assertThat(replayed(PUT, line, GONE).knownHosts()).isEqualTo(KNOWN);
        assertThat(written(read(line))).isEqualTo(line);
    }

    @Test
    void aLineWithoutServicesIsRefused() {
        assertThatThrownBy(() -> read("{\"lastVersion\":5}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static CatalogState replayed(String... lines) {
        Replay replay = new Replay(Long.MAX_VALUE);
        Stream.of(lines).forEach(line -> replay.add(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8))));
        return replay.state();
    }

    private static Delta read(String line) {
        return ModelJson.read(line.getBytes(StandardCharsets.UTF_8), Delta.class);
    }

    private static String written(Delta delta) {
        return new String(ModelJson.write(delta), StandardCharsets.UTF_8);
    }
}
