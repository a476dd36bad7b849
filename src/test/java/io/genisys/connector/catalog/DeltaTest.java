package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFacts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** As the first release writes it that keeps versions. */
    private static final String COURSE =
            """
            {"lastVersion":12,"entries":[{"definition":{"name":"web","image":"nginx:1.29"},"version":12,\
            "beingRemoved":false}],"removed":[],"courses":{"web":{"current":{"at":"2026-01-01T12:00:00Z","by":"alice",\
            "again":7,"fate":"PROVEN","restart":"r1","pin":{"digest":"sha256:f00d","ids":{}}},"past":[{"version":7,\
            "facts":{"fate":"PROVEN"}},{"version":10,"definition":{"name":"web","image":"nginx:1.28"},"facts":{"fate":\
            "FAILED","pin":{"ids":{"west":"sha256:1"}}}}],"dropped":[8],"update":{"from":10,"to":12,"state":\
            "ROLLING_BACK","progress":{"replaced":1,"failed":2,"total":4},"reason":"bad","startedAt":\
            "2026-01-01T12:00:00Z","progressAt":"2026-01-01T12:00:01.500Z"}}},"seeded":{},"unseeded":[],"hosts":{},\
            "activated":[],"toStop":{},"stopped":[]}""";

    private static final KnownHosts KNOWN = new KnownHosts(
            new TreeMap<>(Map.of(
                    new HostName("west"), KnownHosts.Standing.COUNTED, new HostName("east"), KnownHosts.Standing.LOST)),
            true);

    @Test
    void aLineIsWrittenAsItWasRead() {
        assertThat(written(read(PUT))).isEqualTo(PUT);
        assertThat(written(read(GONE))).isEqualTo(GONE);
        assertThat(written(read(COURSE))).isEqualTo(COURSE);
    }

    @Test
    void aLineTellsWhatAServiceWentThrough() {
        Entry web = replayed(PUT, COURSE).entries().get(new ServiceName("web"));
        assertThat(web.past())
                .extracting(version -> version.version() + " "
                        + version.definition().image() + " " + version.facts().fate())
                .containsExactly("7 nginx:1.27 PROVEN", "10 nginx:1.28 FAILED");
        assertThat(web.current().facts().pin()).contains(ImagePin.of("sha256:f00d"));
        assertThat(web.update().orElseThrow().progress()).isEqualTo(new ServiceUpdate.Progress(1, 2, 4));
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
        Draft draft = new Draft(before, Long.MAX_VALUE, Floor.NONE);
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
    void aChangeWritesOnlyWhatChanged() {
        CatalogState before = replayed(PUT);
        ServiceName web = new ServiceName("web");
        Draft draft = new Draft(before, Long.MAX_VALUE, Floor.NONE);
        draft.restart(web, "r1", Precondition.NONE, Authorship.of(Instant.parse("2026-01-01T12:00:00Z"), "alice"));
        CatalogState restarted = draft.state();
        String line = written(Delta.between(before, restarted));
        assertThat(line)
                .containsOnlyOnce("nginx:1.27")
                .contains(
                        """
                        "courses":{"web":{"current":{"at":"2026-01-01T12:00:00Z","by":"alice","again":7,\
                        "fate":"NEW","restart":"r1"},"update":{"from":7,"to":9,"state":"UPDATING",""");
        assertThat(replayed(PUT, line)).isEqualTo(restarted);

        Draft later = new Draft(restarted, Long.MAX_VALUE, Floor.NONE);
        later.facts(web, 7, facts -> facts.fate(Fate.PROVEN));
        String fate = written(Delta.between(restarted, later.state()));
        assertThat(fate)
                .doesNotContain("nginx:1.27")
                .contains("\"past\":[{\"version\":7,\"facts\":{\"fate\":\"PROVEN\"}}]");
        assertThat(replayed(PUT, line, fate)).isEqualTo(later.state());
    }

    @Test
    void aServiceThatNeverChangedWritesNoDefinitionTwice() {
        Draft draft = new Draft(CatalogState.EMPTY, Long.MAX_VALUE, Floor.NONE);
        draft.put(Services.service("web", 1), Precondition.NONE, Authorship.of(Instant.EPOCH, "alice"));
        assertThat(written(Delta.between(CatalogState.EMPTY, draft.state())))
                .containsOnlyOnce("repo/web:1")
                .contains(
                        "{\"web\":{\"current\":{\"at\":\"1970-01-01T00:00:00Z\",\"by\":\"alice\",\"fate\":\"NEW\"}}}");
    }

    @Test
    void whatALaterReleaseSaysOfAVersionIsReadAsNew() {
        String line = PUT.replace(
                "\"seeded\"",
                "\"courses\":{\"web\":{\"current\":{\"fate\":\"ADORED\",\"mood\":1},\"isWithoutUpdate\":false}},\"seeded\"");
        assertThat(replayed(line)
                        .entries()
                        .get(new ServiceName("web"))
                        .current()
                        .facts())
                .isEqualTo(VersionFacts.UNKNOWN);
    }

    /** Whatever comes together in one line, and however often all is written as a whole. */
    @ParameterizedTest
    @MethodSource("seeds")
    void linesLeadToTheSameState(long seed) {
        Random chance = new Random(seed);
        CatalogState state = CatalogState.EMPTY;
        Replay replay = new Replay(Long.MAX_VALUE);
        for (int line = 0; line < 40; line++) {
            Draft draft = new Draft(state, Long.MAX_VALUE, Floor.NONE);
            for (int changes = chance.nextInt(5); changes >= 0; changes--) {
                VersionSteps.any(draft, chance);
            }
            CatalogState next = draft.state();
            replay.add(ByteBuffer.wrap(ModelJson.write(Delta.between(state, next))));
            state = next;
            assertThat(replay.state()).isEqualTo(state);
            assertThat(replayed(written(Delta.between(CatalogState.EMPTY, state))))
                    .isEqualTo(state);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
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
