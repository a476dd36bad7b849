package io.genisys.connector.docker.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.docker.Sighting;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.CapturedLog;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProvenanceTest {
    private static final String ID = "a".repeat(64);
    private static final String OTHER_ID = "b".repeat(64);
    private static final Claim OURS = new Claim.Ours(new ServiceName("web"), 1, "hash");
    private static final Claim LIKE_BY_HAND = new Claim.Unlabelled();
    private static final Claim ANOTHERS = new Claim.Foreign();
    private static final String OLDER = "20200101T000000000Z-0000000000000001";
    private static final String YOUNGER = "20990101T000000000Z-0000000000000001";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong chance = new AtomicLong();
    private MadeRecord made;
    private Provenance provenance;
    private Instant now = Instant.EPOCH;

    @TempDir
    private Path folder;

    @BeforeEach
    void registerCodecs() {
        Reports.registerCodecs(vertx);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void begin() {
        made = MadeRecord.open(
                folder, InstantSource.fixed(Instant.parse("2026-11-26T10:00:00Z")), chance::incrementAndGet);
        provenance = provenance("gen");
    }

    private Optional<String> together = Optional.empty();

    private Provenance provenance(String connector) {
        return new Provenance(
                HostName.DEFAULT, connector, made, together, () -> now, new Chronicle(vertx, new TestClock().clock()));
    }

    private void beginAndList() {
        begin();
        provenance.listed(0);
    }

    private String make(String id) {
        String mark = made.intend();
        made.made(mark, id);
        return mark;
    }

    private Map<String, String> labels(String mark, String owner) {
        Map<String, String> labels = new HashMap<>(Map.of(
                Labels.CONNECTOR, "gen", Labels.SERVICE, "web", Labels.INSTANCE, "1", Labels.DEFINITION, "hash"));
        if (!mark.isEmpty()) {
            labels.put(Labels.ID, mark);
        }
        if (!owner.isEmpty()) {
            labels.put(Labels.OWNER, owner);
        }
        return labels;
    }

    private Claim seen(String id, String name, Map<String, String> labels) {
        return provenance.of(new Sighting(id, name, labels, Map::of));
    }

    private Claim seenFromImage(String id, String name, Map<String, String> labels) {
        return provenance.of(new Sighting(id, name, labels, () -> labels));
    }

    @Test
    void whatWeMadeIsOursWhateverItIsCalled() {
        beginAndList();
        Map<String, String> labels = labels(make(ID), made.owner());
        assertThat(seen(ID, "gen-web-1", labels)).isEqualTo(OURS);
        assertThat(seen(ID, "kept-by-hand", labels)).isEqualTo(OURS);
        beginAndList();
        assertThat(seen(ID, "kept-by-hand", labels)).isEqualTo(OURS);
    }

    @Test
    void aCopyIsNeverOurs() {
        begin();
        Map<String, String> labels = labels(make(ID), made.owner());
        assertThat(seen(OTHER_ID, "copy", labels)).isEqualTo(LIKE_BY_HAND);
        assertThat(seenFromImage(OTHER_ID, "copy", labels)).isEqualTo(LIKE_BY_HAND);
        assertThat(seen(OTHER_ID, "gen-web-1", labels))
                .as("the original was renamed or removed")
                .isEqualTo(LIKE_BY_HAND);
        provenance.listed(1);
        assertThat(seen(OTHER_ID, "gen-web-1", labels)).isEqualTo(LIKE_BY_HAND);
    }

    @Test
    void aCopyThatWasMadeWhileWeWereDownIsNotOurs() {
        begin();
        Map<String, String> labels = labels(make(ID), made.owner());
        begin();
        assertThat(seen(OTHER_ID, "gen-web-1", labels)).isEqualTo(LIKE_BY_HAND);
        assertThat(seen(ID, "moved-away", labels)).isEqualTo(OURS);
    }

    @Test
    void whatAnUnansweredCreateMadeIsOurs() {
        beginAndList();
        String mark = made.intend();
        begin();
        assertThat(seen(ID, "gen-web-1", labels(mark, made.owner()))).isEqualTo(OURS);
        assertThat(seen(OTHER_ID, "gen-web-1", labels(mark, made.owner()))).isEqualTo(LIKE_BY_HAND);
    }

    @Test
    void whatAnEarlierReleaseMadeStaysOurs() {
        begin();
        assertThat(seen(ID, "gen-web-1", labels("", ""))).isEqualTo(OURS);
        provenance.listed(1);
        assertThat(seen(ID, "renamed", labels("", ""))).isEqualTo(OURS);
        beginAndList();
        assertThat(seen(ID, "renamed", labels("", ""))).isEqualTo(OURS);
    }

    @Test
    void withoutADataFolderOnlyWhatIsCalledAsWeCallItIsOurs() {
        begin();
        assertThat(seen(ID, "gen-web-1", labels("lost", OLDER))).isEqualTo(OURS);
        assertThat(seen(OTHER_ID, "renamed", labels("lost2", OLDER))).isEqualTo(LIKE_BY_HAND);
        assertThat(provenance.elder()).isEmpty();
        assertThat(provenance.objection()).isEmpty();
    }

    @Test
    void labelsFromTheImageProveNothing() {
        begin();
        assertThat(seenFromImage(ID, "gen-web-1", labels("lost", OLDER))).isEqualTo(LIKE_BY_HAND);
    }

    @Test
    void labelsThatAreTypedInProveNothing() {
        beginAndList();
        assertThat(seen(ID, "gen-web-1", labels("", ""))).isEqualTo(LIKE_BY_HAND);
        assertThat(seen(ID, "gen-web-1", labels("made-up", made.owner()))).isEqualTo(LIKE_BY_HAND);
        assertThat(seen(ID, "by-hand", labels("made up\nowner me", OLDER))).isEqualTo(LIKE_BY_HAND);
        assertThat(provenance.objection()).isEmpty();
    }

    @Test
    void aCopyThatComposeRunsIsComposes() {
        beginAndList();
        Map<String, String> labels = labels(make(ID), made.owner());
        labels.put("com.docker.compose.project", "shop");
        assertThat(seen(OTHER_ID, "shop-web-1", labels)).isEqualTo(ANOTHERS);
    }

    @Test
    void theOlderOfTwoConnectorsOfOneNameGoesOn() {
        beginAndList();
        assertThat(seen(ID, "gen-web-1", labels("x", YOUNGER))).isEqualTo(ANOTHERS);
        assertThat(provenance.elder()).isEmpty();
        assertThat(provenance.objection().orElseThrow()).contains("gen-web-1", YOUNGER, "connector.name");
        provenance.listed(0);
        assertThat(provenance.objection()).isPresent();
        provenance.listed(0);
        assertThat(provenance.objection()).as("its containers are gone").isEmpty();
    }

    @Test
    void theYoungerOfTwoConnectorsOfOneNameStopsActing() {
        beginAndList();
        assertThat(seen(ID, "gen-web-1", labels("x", OLDER))).isEqualTo(ANOTHERS);
        provenance.listed(0);
        provenance.listed(0);
        assertThat(provenance.elder().orElseThrow()).contains("gen-web-1", OLDER, "connector.name");
    }

    @Test
    void theYoungerTakesOverWhenTheOlderOneIsGone() {
        beginAndList();
        seen(ID, "gen-web-1", labels("x", OLDER));
        provenance.listed(0);
        now = now.plus(Duration.ofMinutes(9));
        seen(ID, "gen-web-1", labels("x", OLDER));
        seen(OTHER_ID, "gen-web-1", labels("y", OLDER));
        provenance.listed(0);
        now = now.plus(Duration.ofMinutes(9));
        provenance.listed(0);
        assertThat(provenance.elder()).as("it made another").isPresent();

        now = now.plus(Duration.ofMinutes(1));
        provenance.listed(0);
        assertThat(seen(ID, "gen-web-1", labels("x", OLDER))).isEqualTo(OURS);
        provenance.listed(1);
        assertThat(provenance.elder()).isEmpty();
        assertThat(provenance.objection()).isEmpty();
        assertThat(seen(OTHER_ID, "gen-web-1", labels("z", OLDER))).isEqualTo(ANOTHERS);
        assertThat(provenance.elder()).as("it is back").isPresent();
    }

    @Test
    void aChangedNameOfTheConnectorIsWarnedOfOnceWithWhatIsLeftRunning() {
        beginAndList();
        Map<String, String> labels = labels(make(ID), made.owner());
        Map<String, String> others = labels(make(OTHER_ID), made.owner());
        try (CapturedLog log = new CapturedLog()) {
            provenance = provenance("new");
            assertThat(seen(ID, "gen-web-1", labels)).isEqualTo(ANOTHERS);
            assertThat(seen(OTHER_ID, "gen-web-2", others)).isEqualTo(ANOTHERS);
            provenance.listed(0);
            assertThat(seen(ID, "gen-web-1", labels)).isEqualTo(ANOTHERS);
            provenance.listed(0);
            assertThat(log.lines(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("when it was called gen: 2", "It is called new now", "set connector.name to gen again");
        }
    }

    @Test
    void containersOfAnotherConnectorAreNoSignOfAChangedName() {
        begin();
        try (CapturedLog log = new CapturedLog()) {
            provenance = provenance("new");
            assertThat(seen(ID, "gen-web-1", labels("theirs", OLDER))).isEqualTo(ANOTHERS);
            provenance.listed(0);
            assertThat(log.lines(Level.WARN)).isEmpty();
        }
    }

    @Test
    void aLabelMovesNoCursorOfWhoReadsTheLog() {
        String moving = "\u001b[2J\u202eme\nERROR all is lost";
        try (CapturedLog log = new CapturedLog()) {
            begin();
            assertThat(seen(ID, "gen-web-1", labels("lost", moving))).isEqualTo(OURS);
            provenance.listed(1);
            assertThat(seen(OTHER_ID, "gen-web-1", labels("more", moving)))
                    .as("no connector calls itself so")
                    .isEqualTo(LIKE_BY_HAND);
            provenance.listed(1);
            provenance.heard(Labels.OWNER + " gen " + moving);
            assertThat(log.lines(Level.TRACE)).noneMatch(line -> line.contains("all is lost"));
        }
        assertThat(provenance.objection()).isEmpty();
    }

    @Test
    void aCopyOfAnothersContainerIsNoSignOfAnotherConnector() {
        begin();
        Map<String, String> adopted = labels("theirs", OLDER);
        assertThat(seen(ID, "gen-web-1", adopted)).isEqualTo(OURS);
        provenance.listed(1);
        assertThat(seen(OTHER_ID, "gen-web-1", adopted)).isEqualTo(LIKE_BY_HAND);
        assertThat(seenFromImage(OTHER_ID, "gen-web-1", labels("more", OLDER))).isEqualTo(LIKE_BY_HAND);
        assertThat(provenance.objection()).isEmpty();
    }
}
