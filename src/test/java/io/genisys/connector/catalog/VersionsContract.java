package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.ServiceUpdate.Progress;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.model.VersionFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every catalog keeps of the versions of a definition, and of an update. */
abstract class VersionsContract extends LimitsContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Authorship ALICE = Authorship.of(NOON, "alice");
    private static final Authorship BOB = Authorship.of(NOON.plusSeconds(60), "bob");
    private static final RollBack LAST = new RollBack(OptionalLong.empty(), Fate.ROLLED_BACK, Optional.empty());

    @Test
    void keepsWhatADefinitionWasAndWhoMadeIt() {
        long first = put(1, ALICE);
        Entry entry =
                await(catalog().put(service(WEB, 2), Precondition.NONE, BOB)).entry();

        assertThat(entry.past()).containsExactly(new DefinitionVersion(first, service(WEB, 1), VersionFacts.of(ALICE)));
        assertThat(entry.current())
                .isEqualTo(new DefinitionVersion(entry.version(), service(WEB, 2), VersionFacts.of(BOB)));
        assertThat(entry.find(first)).contains(entry.past().get(0));
        assertThat(entry.find(entry.version())).contains(entry.current());
        assertThat(entry.find(entry.version() + 1)).isEmpty();
        assertThat(catalog().find(WEB)).contains(entry);
    }

    @Test
    void keepsTheLastTenAndTheNewestProvenOne() {
        put(0, ALICE);
        long proven = put(1, ALICE);
        await(catalog().fate(WEB, proven, Fate.PROVEN));
        for (int i = 2; i < 20; i++) {
            put(i, ALICE);
        }

        Entry entry = entry();

        assertThat(entry.past()).hasSize(9);
        assertThat(entry.lastProven()).contains(entry.past().get(0));
        assertThat(entry.past().get(0).version()).isEqualTo(proven);
        assertThat(entry.past().subList(1, 9))
                .extracting(DefinitionVersion::definition)
                .isEqualTo(List.of(
                        service(WEB, 11),
                        service(WEB, 12),
                        service(WEB, 13),
                        service(WEB, 14),
                        service(WEB, 15),
                        service(WEB, 16),
                        service(WEB, 17),
                        service(WEB, 18)));
    }

    @Test
    void forgetsRestartsBeforeOtherDefinitions() {
        put(1, ALICE);
        long second = put(2, ALICE);
        for (int i = 0; i < 12; i++) {
            await(catalog().restart(WEB, "r" + i, Precondition.NONE, BOB));
        }

        Entry entry = entry();

        assertThat(entry.past()).hasSize(9);
        assertThat(entry.past().get(0).definition()).isEqualTo(service(WEB, 1));
        assertThat(entry.find(second)).isEmpty();
        assertThat(entry.definition()).isEqualTo(service(WEB, 2));
    }

    @Test
    void saysWhatBecameOfAVersion() {
        long first = put(1, ALICE);
        await(catalog().fate(WEB, first, Fate.PROVEN));
        long second = put(2, ALICE);
        await(catalog().fate(WEB, second, Fate.FAILED));
        await(catalog().fate(WEB, 0, Fate.FAILED));

        assertThat(fate(first)).isEqualTo(Fate.PROVEN);
        assertThat(fate(second)).isEqualTo(Fate.FAILED);
        assertThat(failure(catalog().fate(DB, 1, Fate.PROVEN))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
        assertThat(put(3, ALICE)).isGreaterThan(second);
        assertThat(entry().lastProven().orElseThrow().version()).isEqualTo(first);
    }

    @Test
    void tellsListenersOnceOfWhatIsKnownOfAVersion() {
        long version = put(1, ALICE);
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        catalog().listen(told::add);

        await(catalog().fate(WEB, version, Fate.PROVEN));
        await(catalog().fate(WEB, version, Fate.PROVEN));
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, 0, version))));
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, 0, version))));

        assertThat(told).containsExactly(WEB, WEB);
    }

    @Test
    void keepsAnUpdateUntilAnotherDefinitionComes() {
        long first = put(1, ALICE);
        long second = put(2, ALICE);
        ServiceUpdate update = update(UpdateState.PAUSED, first, second);
        Precondition precondition = new Precondition.Version(second);

        assertThat(await(catalog().update(WEB, precondition, Optional.of(update)))
                        .update())
                .contains(update);
        await(catalog().number(WEB, OptionalInt.of(7)));
        assertThat(entry().update()).contains(update);

        put(3, ALICE);
        assertThat(entry().update()).isEmpty();
        assertThat(failure(catalog().update(WEB, precondition, Optional.of(update))))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().update(DB, Precondition.NONE, Optional.of(update))))
                .isEqualTo(FailureKind.UNKNOWN_SERVICE);
        assertThat(entry().update()).isEmpty();
    }

    @Test
    void endsAnUpdateByItselfAndWithARemoval() {
        long version = put(1, ALICE);
        ServiceUpdate update = update(UpdateState.UPDATING, 0, version);
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update)));
        assertThat(await(catalog().update(WEB, Precondition.NONE, Optional.empty()))
                        .update())
                .isEmpty();

        await(catalog().update(WEB, Precondition.NONE, Optional.of(update)));
        await(catalog().beginRemoval(WEB, Precondition.PRESENT));

        assertThat(entry().update()).isEmpty();
        assertThat(failure(catalog().update(WEB, Precondition.NONE, Optional.of(update))))
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(failure(catalog().rollBack(WEB, LAST, Precondition.NONE, BOB)))
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(failure(catalog().restart(WEB, "r", Precondition.NONE, BOB))).isEqualTo(FailureKind.CONFLICT);
    }

    @Test
    void goesOnWithWhatIsKnownIfContainersStayTheSame() {
        long first = put(1, ALICE);
        Entry restarted = await(catalog().restart(WEB, "r1", Precondition.NONE, ALICE));
        await(catalog().pin(WEB, restarted.version(), ImagePin.of("sha256:a")));
        await(catalog().fate(WEB, restarted.version(), Fate.PROVEN));
        await(catalog()
                .update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, first, restarted.version()))));

        Entry next = await(catalog().put(placed(service(WEB, 1)), Precondition.NONE, BOB))
                .entry();

        assertThat(next.version()).isGreaterThan(restarted.version());
        assertThat(next.current().facts())
                .isEqualTo(new VersionFacts(
                        BOB.at(),
                        BOB.by(),
                        OptionalLong.empty(),
                        Fate.PROVEN,
                        Optional.of("r1"),
                        Optional.of(ImagePin.of("sha256:a")),
                        Optional.empty()));
        assertThat(next.update()).contains(update(UpdateState.UPDATING, first, next.version()));
        assertThat(next.current().makesTheSame(restarted.current())).isTrue();
    }

    @Test
    void restartsTheSameDefinitionAsANewVersion() {
        long first = put(1, ALICE);
        await(catalog().pin(WEB, first, ImagePin.of("sha256:a")));
        await(catalog().number(WEB, OptionalInt.of(2)));

        Entry entry = await(catalog().restart(WEB, "r1", new Precondition.Version(first), BOB));

        assertThat(entry.version()).isGreaterThan(first);
        assertThat(entry.definition()).isEqualTo(service(WEB, 1));
        assertThat(entry.number()).hasValue(2);
        assertThat(entry.current().facts())
                .isEqualTo(new VersionFacts(
                        BOB.at(),
                        BOB.by(),
                        OptionalLong.of(first),
                        Fate.NEW,
                        Optional.of("r1"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(entry.current().makesTheSame(entry.past().get(0))).isFalse();
        assertThat(entry.update().map(ServiceUpdate::state)).contains(UpdateState.UPDATING);
        assertThat(failure(catalog().restart(WEB, "r2", new Precondition.Version(first), BOB)))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().restart(DB, "r2", Precondition.NONE, BOB))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void bringsTheLastProvenVersionBack() {
        long good = put(1, ALICE);
        await(catalog().pin(WEB, good, ImagePin.of("sha256:a")));
        await(catalog().fate(WEB, good, Fate.PROVEN));
        long bad = put(2, ALICE);
        await(catalog().number(WEB, OptionalInt.of(8)));
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, good, bad))));
        RollBack failed = new RollBack(OptionalLong.empty(), Fate.FAILED, Optional.of("3 of 4 ended"));

        Entry entry = await(catalog().rollBack(WEB, failed, new Precondition.Version(bad), BOB));

        assertThat(entry.version()).isGreaterThan(bad);
        assertThat(entry.definition()).isEqualTo(service(WEB, 1));
        assertThat(entry.number()).hasValue(8);
        assertThat(entry.current().facts())
                .isEqualTo(new VersionFacts(
                        BOB.at(),
                        BOB.by(),
                        OptionalLong.of(good),
                        Fate.PROVEN,
                        Optional.empty(),
                        Optional.of(ImagePin.of("sha256:a")),
                        Optional.empty()));
        assertThat(fate(bad)).isEqualTo(Fate.FAILED);
        assertThat(failed(bad)).contains(new VersionFailure("3 of 4 ended", List.of()));
        assertThat(entry.update())
                .contains(new ServiceUpdate(
                        bad,
                        entry.version(),
                        UpdateState.ROLLING_BACK,
                        Progress.NONE,
                        Optional.of("3 of 4 ended"),
                        BOB.at().orElseThrow(),
                        BOB.at().orElseThrow()));
        assertThat(catalog().find(WEB)).contains(entry);
    }

    @Test
    void keepsWhatTheFirstContainerWroteThatFailed() {
        long good = put(1, ALICE);
        await(catalog().fate(WEB, good, Fate.PROVEN));
        long bad = put(2, ALICE);
        VersionFailure first = new VersionFailure("it ended", List.of("no database", "bye"));
        await(catalog().failed(WEB, bad, new VersionFailure("it could not be started", List.of())));
        await(catalog().failed(WEB, bad, first));
        await(catalog().failed(WEB, bad, new VersionFailure("the second ended", List.of("late"))));
        await(catalog().failed(WEB, 99, first));
        RollBack failed = new RollBack(OptionalLong.empty(), Fate.FAILED, Optional.of("1 of 4 ended"));
        await(catalog().rollBack(WEB, failed, Precondition.NONE, BOB));
        assertThat(failed(bad)).contains(first);
        assertThat(entry().current().facts().failure()).isEmpty();
        CatalogSnapshot all = await(catalog().export());
        assertThat(ModelJson.read(ModelJson.write(all), CatalogSnapshot.class)).isEqualTo(all);

        Entry again = await(catalog().rollBack(WEB, to(bad), Precondition.NONE, BOB));

        assertThat(again.current().facts().failure()).isEmpty();
        assertThat(failed(bad)).contains(first);
        assertThat(failure(catalog().failed(DB, 1, first))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    private Optional<VersionFailure> failed(long version) {
        return entry().find(version).orElseThrow().facts().failure();
    }

    @Test
    void bringsAnyVersionBackThatIsKept() {
        long first = put(1, ALICE);
        long second = put(2, ALICE);
        Precondition other = new Precondition.Version(first);

        assertThat(failure(catalog().rollBack(WEB, LAST, Precondition.NONE, BOB)))
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(failure(catalog().rollBack(WEB, to(second), Precondition.NONE, BOB)))
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(failure(catalog().rollBack(WEB, to(99), Precondition.NONE, BOB)))
                .isEqualTo(FailureKind.INVALID);
        assertThat(failure(catalog().rollBack(WEB, to(first), other, BOB))).isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().rollBack(DB, to(first), Precondition.NONE, BOB)))
                .isEqualTo(FailureKind.UNKNOWN_SERVICE);
        assertThat(entry().version()).isEqualTo(second);

        Entry back = await(catalog().rollBack(WEB, to(first), new Precondition.Version(second), BOB));

        assertThat(back.definition()).isEqualTo(service(WEB, 1));
        assertThat(back.current().facts()).isEqualTo(VersionFacts.of(BOB).again(first));
        assertThat(fate(second)).isEqualTo(Fate.ROLLED_BACK);
        assertThat(back.update().map(ServiceUpdate::state)).contains(UpdateState.ROLLING_BACK);
    }

    @Test
    void bringsBackWhatWasThereBeforeARestart() {
        long good = put(1, ALICE);
        await(catalog().pin(WEB, good, ImagePin.of("sha256:a")));
        await(catalog().fate(WEB, good, Fate.PROVEN));
        Entry restarted = await(catalog().restart(WEB, "r1", Precondition.NONE, ALICE));
        await(catalog().pin(WEB, restarted.version(), ImagePin.of("sha256:b")));

        Entry back = await(catalog().rollBack(WEB, LAST, Precondition.NONE, BOB));

        assertThat(back.current().facts().pin()).contains(ImagePin.of("sha256:a"));
        assertThat(back.current().facts().restart()).isEmpty();
        assertThat(back.current().makesTheSame(back.find(good).orElseThrow())).isTrue();
    }

    @Test
    void pinsTheFirstImageThatIsNamed() {
        HostName east = new HostName("east");
        HostName west = new HostName("west");
        long version = put(1, ALICE);
        await(catalog().pin(WEB, version, ImagePin.of(east, "sha256:1")));
        await(catalog().pin(WEB, version, ImagePin.of(east, "sha256:2")));
        Entry local = await(catalog().pin(WEB, version, ImagePin.of(west, "sha256:3")));
        assertThat(local.current().facts().pin())
                .contains(new ImagePin(Optional.empty(), Map.of(east, "sha256:1", west, "sha256:3")));

        long next = put(2, ALICE);
        await(catalog().pin(WEB, next, ImagePin.of("sha256:a")));
        await(catalog().pin(WEB, next, ImagePin.of("sha256:b")));
        Entry pulled = await(catalog().pin(WEB, next, ImagePin.of(west, "sha256:3")));
        assertThat(pulled.current().facts().pin()).contains(ImagePin.of("sha256:a"));
    }

    @Test
    void forgetsItAllWithTheService() {
        put(1, ALICE);
        put(2, ALICE);
        await(catalog().remove(WEB, Precondition.NONE, Set.of()));

        put(3, BOB);

        assertThat(entry().past()).isEmpty();
        assertThat(entry().current().facts()).isEqualTo(VersionFacts.of(BOB));
    }

    @Test
    void saysThatTheServiceFileMadeIt() {
        Authorship file = Authorship.of(NOON, Authorship.SERVICE_FILE);
        await(catalog().seed(service(WEB, 1), "one", file));
        await(catalog().seed(service(WEB, 2), "two", file));

        assertThat(entry().past()).hasSize(1);
        assertThat(entry().current().facts()).isEqualTo(VersionFacts.of(file));
    }

    @Test
    void exportsVersionsAndTakesThemInElsewhere() {
        long good = put(1, ALICE);
        await(catalog().fate(WEB, good, Fate.PROVEN));
        long bad = put(2, BOB);
        Entry back = await(catalog().rollBack(WEB, LAST, Precondition.NONE, BOB));
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, bad, back.version()))));
        CatalogSnapshot snapshot = await(catalog().export());
        assertThat(ModelJson.read(ModelJson.write(snapshot), CatalogSnapshot.class))
                .isEqualTo(snapshot);

        await(catalog().replaceAll(snapshot, BOB));
        assertThat(entry()).isEqualTo(back.with(back.course().update(Optional.empty())));

        await(catalog().remove(WEB, Precondition.NONE, Set.of()));
        await(catalog().put(service(WEB, 1), Precondition.NONE, BOB));
        await(catalog().replaceAll(snapshot, BOB));

        Entry moved = entry();
        assertThat(moved.version()).isGreaterThan(back.version());
        assertThat(moved.past())
                .extracting(DefinitionVersion::definition)
                .isEqualTo(List.of(service(WEB, 1), service(WEB, 2)));
        assertThat(moved.past()).extracting(v -> v.facts().fate()).containsExactly(Fate.PROVEN, Fate.ROLLED_BACK);
        assertThat(moved.current().facts())
                .isEqualTo(back.current().facts().again(moved.past().get(0).version()));
        assertThat(moved.update()).isEmpty();
        assertThat(await(catalog().put(service(WEB, 5), Precondition.NONE, BOB))
                        .entry()
                        .version())
                .isGreaterThan(moved.version());
    }

    @Test
    void takesADocumentWithoutVersionsAsADefinitionThatFollows() {
        long first = put(1, ALICE);
        await(catalog().fate(WEB, first, Fate.PROVEN));
        long second = put(2, ALICE);
        Entry same = entry();
        await(catalog().replaceAll(document(2), BOB));
        assertThat(entry()).isEqualTo(same);
        await(catalog().update(WEB, Precondition.NONE, Optional.of(update(UpdateState.UPDATING, first, second))));

        await(catalog().replaceAll(document(3), BOB));

        assertThat(entry().past()).isEqualTo(List.of(same.past().get(0), same.current()));
        assertThat(entry().version()).isGreaterThan(second);
        assertThat(entry().current().facts()).isEqualTo(VersionFacts.of(BOB));
        assertThat(entry().update()).isEmpty();
        assertThat(entry().lastProven().orElseThrow().version()).isEqualTo(first);

        VersionFacts known = VersionFacts.of(ALICE).again(99).fate(Fate.PROVEN);
        await(catalog().replaceAll(document(4, Optional.of(known)), BOB));

        assertThat(entry().past()).hasSize(3);
        assertThat(entry().current().facts()).isEqualTo(known.first());
    }

    private static CatalogSnapshot document(int tag) {
        return document(tag, Optional.empty());
    }

    private static CatalogSnapshot document(int tag, Optional<VersionFacts> facts) {
        return new CatalogSnapshot(
                1,
                List.of(new CatalogSnapshot.Service(
                        service(WEB, tag), OptionalInt.empty(), OptionalInt.empty(), facts, List.of())),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static ServiceUpdate update(UpdateState state, long from, long to) {
        return new ServiceUpdate(from, to, state, new Progress(1, 0, 4), Optional.empty(), NOON, NOON);
    }

    private static RollBack to(long version) {
        return new RollBack(OptionalLong.of(version), Fate.ROLLED_BACK, Optional.empty());
    }

    /** Of which containers are made as before. */
    private static ServiceDefinition placed(ServiceDefinition definition) {
        Map<String, Object> fields = new HashMap<>(DefinitionForm.write(definition));
        fields.put("stop_signal", "SIGINT");
        return DefinitionForm.read(fields);
    }

    private Fate fate(long version) {
        return entry().find(version).orElseThrow().facts().fate();
    }

    private Entry entry() {
        return catalog().find(WEB).orElseThrow();
    }

    private long put(int tag, Authorship author) {
        return await(catalog().put(service(WEB, tag), Precondition.NONE, author))
                .entry()
                .version();
    }
}
