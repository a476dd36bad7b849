package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every catalog does. */
abstract class CatalogContract extends VersionsContract {
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final HostName HOST = new HostName("a");

    @Test
    void holdsNothingAtFirst() {
        assertThat(catalog().all()).isEmpty();
        assertThat(catalog().find(WEB)).isEmpty();
    }

    @Test
    void createsWhatIsNotThere() {
        PutResult change = put(WEB, 1);

        assertThat(change.kind()).isEqualTo(PutResult.Kind.CREATED);
        assertThat(change.entry())
                .isEqualTo(new Entry(service(WEB, 1), change.entry().version(), NONE));
        assertThat(change.entry().version()).isPositive();
        assertThat(catalog().find(WEB)).contains(change.entry());
    }

    @Test
    void changesADefinitionAndKeepsItsNumber() {
        long version = put(WEB, 1).entry().version();
        await(catalog().number(WEB, OptionalInt.of(3)));

        PutResult change = put(WEB, 2);

        assertThat(change.kind()).isEqualTo(PutResult.Kind.CHANGED);
        assertThat(change.entry().wanted())
                .isEqualTo(new Wanted(service(WEB, 2), change.entry().version(), OptionalInt.of(3), false));
        assertThat(change.entry().version()).isNotEqualTo(version);
        assertThat(catalog().find(WEB)).contains(change.entry());
    }

    @Test
    void leavesAnEqualDefinitionAsItIs() {
        Entry first = put(WEB, 1).entry();

        assertThat(put(WEB, 1))
                .isEqualTo(new PutResult(PutResult.Kind.UNCHANGED, first, Optional.of(first.definition())));
    }

    @Test
    void listsServicesByName() {
        Stream.of("web", "db", "Api").forEach(name -> put(new ServiceName(name), 1));

        assertThat(catalog().all()).extracting(entry -> entry.service().value()).containsExactly("Api", "db", "web");
    }

    @Test
    void setsANumberAndTakesItAwayWithoutANewVersion() {
        long version = put(WEB, 1).entry().version();

        assertThat(await(catalog().number(WEB, OptionalInt.of(0))))
                .isEqualTo(new Entry(service(WEB, 1), version, OptionalInt.of(0)));
        assertThat(await(catalog().number(WEB, NONE))).isEqualTo(new Entry(service(WEB, 1), version, NONE));
        assertThat(catalog().find(WEB)).contains(new Entry(service(WEB, 1), version, NONE));
    }

    @Test
    void givesNoNumberToAnUnknownService() {
        assertThat(failure(catalog().number(WEB, OptionalInt.of(1)))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void forgetsAServiceAndItsNumber() {
        put(WEB, 1);
        await(catalog().number(WEB, OptionalInt.of(3)));

        await(catalog().remove(WEB, Precondition.NONE, Set.of()));

        assertThat(catalog().find(WEB)).isEmpty();
        assertThat(put(WEB, 1).entry().number()).isEmpty();
    }

    @Test
    void removesNoUnknownService() {
        assertThat(failure(catalog().remove(WEB, Precondition.PRESENT, Set.of())))
                .isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void neverGivesAVersionTwiceToOneName() {
        List<Long> versions = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            versions.add(put(WEB, 1).entry().version());
            versions.add(put(WEB, 2).entry().version());
            await(catalog().remove(WEB, Precondition.NONE, Set.of()));
        }

        assertThat(versions).doesNotHaveDuplicates();
    }

    @Test
    void putsOnlyWhereThePreconditionHolds() {
        assertThat(failure(catalog().put(service(WEB, 1), Precondition.PRESENT)))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().put(service(WEB, 1), new Precondition.Version(1))))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        Entry first = await(catalog().put(service(WEB, 1), Precondition.ABSENT)).entry();
        assertThat(failure(catalog().put(service(WEB, 2), Precondition.ABSENT)))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().put(service(WEB, 2), new Precondition.Version(first.version() + 1))))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(catalog().all()).containsExactly(first);

        await(catalog().put(service(WEB, 2), Precondition.PRESENT));
        long version = catalog().find(WEB).orElseThrow().version();
        await(catalog().put(service(WEB, 3), new Precondition.Version(version)));

        assertThat(catalog().find(WEB).orElseThrow().definition()).isEqualTo(service(WEB, 3));
    }

    @Test
    void removesOnlyWhereThePreconditionHolds() {
        Entry entry = put(WEB, 1).entry();

        assertThat(failure(catalog().remove(WEB, new Precondition.Version(entry.version() + 1), Set.of())))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(failure(catalog().remove(WEB, Precondition.ABSENT, Set.of())))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(catalog().all()).containsExactly(entry);

        await(catalog().remove(WEB, new Precondition.Version(entry.version()), Set.of()));

        assertThat(catalog().all()).isEmpty();
    }

    @Test
    void letsOneOfManyWithTheSamePreconditionThrough() {
        long version = put(WEB, 0).entry().version();

        List<Future<PutResult>> rivals = IntStream.rangeClosed(1, 50)
                .parallel()
                .mapToObj(i -> catalog().put(service(WEB, i), new Precondition.Version(version)))
                .toList();
        await(Future.join(rivals).otherwiseEmpty());

        assertThat(rivals).filteredOn(Future::succeeded).hasSize(1);
        assertThat(rivals).filteredOn(Future::failed).hasSize(49);
    }

    @Test
    void keepsEveryChangeOfManyThreads() {
        List<Future<Entry>> changes = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> catalog()
                        .put(service("s" + i % 40, i), Precondition.NONE)
                        .compose(change -> catalog().number(change.entry().service(), OptionalInt.of(i))))
                .toList();
        await(Future.all(changes));

        assertThat(catalog().all()).hasSize(40);
        assertThat(catalog().all()).extracting(Entry::version).doesNotHaveDuplicates();
        assertThat(catalog().all())
                .allSatisfy(entry -> assertThat("s" + entry.number().orElseThrow() % 40)
                        .isEqualTo(entry.service().value()));
    }

    @Test
    void tellsListenersOfEachChangeAndOnlyOfChanges() {
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        catalog().listen(told::add);

        put(WEB, 1);
        put(WEB, 1);
        put(DB, 1);
        await(catalog().number(WEB, OptionalInt.of(1)));
        await(catalog().number(WEB, OptionalInt.of(1)));
        failure(catalog().put(service(WEB, 2), Precondition.ABSENT));
        await(catalog().remove(DB, Precondition.NONE, Set.of()));

        assertThat(told).containsExactly(WEB, DB, WEB, DB);
    }

    @Test
    void showsListenersWhatChanged() {
        List<Entry> seen = new CopyOnWriteArrayList<>();
        catalog().listen(service -> catalog().find(service).ifPresent(seen::add));

        Entry entry = put(WEB, 1).entry();

        assertThat(seen).containsExactly(entry);
    }

    @Test
    void holdsAThousandServices() {
        await(Future.all(IntStream.range(0, 1000)
                .mapToObj(i -> catalog().put(service("s" + i, i), Precondition.ABSENT))
                .toList()));

        assertThat(catalog().all()).hasSize(1000);
        assertThat(catalog().find(new ServiceName("s789")).orElseThrow().definition())
                .isEqualTo(service("s789", 789));
    }

    @Test
    void exportsAllThereIs() {
        put(WEB, 1);
        await(catalog().seed(service(DB, 1), "print", Authorship.UNKNOWN));
        await(catalog().number(DB, OptionalInt.of(2)));

        assertThat(await(catalog().export()))
                .isEqualTo(new CatalogSnapshot(
                        1,
                        List.of(
                                new CatalogSnapshot.Service(service(DB, 1), OptionalInt.of(2)),
                                new CatalogSnapshot.Service(service(WEB, 1), NONE)),
                        Map.of(DB, "print"),
                        Map.of(),
                        Map.of()));
    }

    @Test
    void exportsADocumentThatCanBeReadAgain() {
        await(catalog().seed(service(DB, 1), "print", Authorship.UNKNOWN));
        await(catalog().number(DB, OptionalInt.of(2)));
        put(WEB, 1);
        CatalogSnapshot snapshot = await(catalog().export());

        assertThat(ModelJson.read(ModelJson.write(snapshot), CatalogSnapshot.class))
                .isEqualTo(snapshot);
    }

    @Test
    void replacesAllThereIs() {
        ServiceName gone = new ServiceName("gone");
        put(gone, 1);
        long same = put(WEB, 1).entry().version();
        long old = put(DB, 1).entry().version();
        await(catalog().number(DB, OptionalInt.of(5)));
        await(catalog().seed(service(gone, 1), "print", Authorship.UNKNOWN));
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        catalog().listen(told::add);
        CatalogSnapshot snapshot = new CatalogSnapshot(
                1,
                List.of(
                        new CatalogSnapshot.Service(service(DB, 2), NONE),
                        new CatalogSnapshot.Service(service(WEB, 1), OptionalInt.of(4))),
                Map.of(WEB, "other"),
                Map.of(HOST, Availability.CORDONED),
                Map.of());

        await(catalog().replaceAll(snapshot));

        CatalogSnapshot all = await(catalog().export());
        assertThat(all.services())
                .extracting(each -> new CatalogSnapshot.Service(each.definition(), each.number()))
                .isEqualTo(snapshot.services());
        assertThat(all.with(snapshot.services())).isEqualTo(snapshot);
        assertThat(catalog().find(WEB)).contains(new Entry(service(WEB, 1), same, OptionalInt.of(4)));
        assertThat(catalog().find(DB).orElseThrow().version()).isNotEqualTo(old);
        assertThat(told).contains(gone, WEB, DB);
    }

    @Test
    void keepsWhatIsAllowedOnHosts() {
        Availability draining = Availability.drainingUntil(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(catalog().hosts()).isEmpty();

        await(catalog().host(HOST, Availability.CORDONED));
        await(catalog().host(new HostName("other"), draining));
        assertThat(catalog().hosts()).isEqualTo(Map.of(HOST, Availability.CORDONED, new HostName("other"), draining));
        assertThat(await(catalog().export()).hosts()).isEqualTo(catalog().hosts());

        await(catalog().host(HOST, Availability.ACTIVE));
        assertThat(catalog().hosts()).isEqualTo(Map.of(new HostName("other"), draining));
    }

    @Test
    void takesTheNumberAwayWhenARemovalBeginsAndRefusesWhatWouldChangeTheService() {
        Entry entry = put(WEB, 1).entry();
        await(catalog().number(WEB, OptionalInt.of(3)));

        Entry begun = await(catalog().beginRemoval(WEB, Precondition.PRESENT));

        assertThat(begun.wanted()).isEqualTo(new Wanted(service(WEB, 1), entry.version(), NONE, true));
        assertThat(await(catalog().beginRemoval(WEB, Precondition.PRESENT))).isEqualTo(begun);
        for (Precondition precondition : List.of(Precondition.NONE, Precondition.ABSENT, Precondition.PRESENT)) {
            assertThat(failure(catalog().put(service(WEB, 1), precondition))).isEqualTo(FailureKind.CONFLICT);
            assertThat(failure(catalog().put(service(WEB, 2), precondition))).isEqualTo(FailureKind.CONFLICT);
        }
        assertThat(failure(catalog().number(WEB, OptionalInt.of(1)))).isEqualTo(FailureKind.CONFLICT);
        assertThat(catalog().all()).containsExactly(begun);
    }

    @Test
    void beginsARemovalOnlyWhereThePreconditionHolds() {
        assertThat(failure(catalog().beginRemoval(WEB, Precondition.PRESENT))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
        Entry entry = put(WEB, 1).entry();

        assertThat(failure(catalog().beginRemoval(WEB, new Precondition.Version(entry.version() + 1))))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(catalog().all()).containsExactly(entry);
    }

    @Test
    void keepsAServiceWhoseRemovalCameToNothingWithoutItsNumber() {
        Entry entry = put(WEB, 1).entry();
        await(catalog().beginRemoval(WEB, Precondition.PRESENT));

        await(catalog().endRemoval(WEB));
        await(catalog().endRemoval(DB));

        assertThat(catalog().all()).containsExactly(entry);
        assertThat(await(catalog().number(WEB, OptionalInt.of(1))).number()).hasValue(1);
    }

    @Test
    void removesOnlyWhatIsStillBeingRemoved() {
        put(WEB, 1);
        assertThat(failure(catalog().remove(WEB, Precondition.BEING_REMOVED, Set.of())))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        await(catalog().beginRemoval(WEB, Precondition.PRESENT));

        await(catalog().remove(WEB, Precondition.BEING_REMOVED, Set.of()));

        assertThat(catalog().all()).isEmpty();
        assertThat(catalog().toStop()).isEmpty();
    }

    @Test
    void endsARemovalWithAnImportAndWithWhatTheServiceFileSaysAnew() {
        await(catalog().seed(service(WEB, 1), "one", Authorship.UNKNOWN));
        put(DB, 1);
        await(catalog().beginRemoval(WEB, Precondition.PRESENT));
        await(catalog().beginRemoval(DB, Precondition.PRESENT));
        assertThat(await(catalog().seed(service(WEB, 1), "one", Authorship.UNKNOWN)))
                .isEmpty();
        assertThat(catalog().find(WEB).orElseThrow().beingRemoved()).isTrue();

        await(catalog().seed(service(WEB, 2), "two", Authorship.UNKNOWN));
        await(catalog().number(WEB, OptionalInt.of(1)));
        await(catalog()
                .replaceAll(new CatalogSnapshot(
                        1,
                        List.of(new CatalogSnapshot.Service(service(DB, 1), OptionalInt.of(4))),
                        Map.of(),
                        Map.of(),
                        Map.of())));

        assertThat(catalog().all()).extracting(Entry::beingRemoved).containsExactly(false);
        assertThat(catalog().find(DB).orElseThrow().number()).hasValue(4);
    }

    @Test
    void remembersWhatIsToBeStoppedUntilItIsOrTheServiceIsDefinedAgain() {
        HostName other = new HostName("other");
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        for (ServiceName name : List.of(WEB, DB)) {
            put(name, 1);
            await(catalog().remove(name, Precondition.NONE, Set.of(HOST, other)));
        }
        catalog().listen(told::add);
        assertThat(catalog().toStop())
                .isEqualTo(Map.of(
                        WEB, new ToStop(service(WEB, 1), Set.of(HOST, other)),
                        DB, new ToStop(service(DB, 1), Set.of(HOST, other))));
        assertThat(await(catalog().export()).toStop()).isEqualTo(catalog().toStop());

        await(catalog().stopped(WEB, HOST));
        put(DB, 2);

        assertThat(catalog().toStop()).isEqualTo(Map.of(WEB, new ToStop(service(WEB, 1), Set.of(other))));
        assertThat(told).containsExactly(WEB, DB);
        await(catalog().stopped(WEB, other));
        assertThat(catalog().toStop()).isEmpty();
    }

    @Test
    void remembersNoMoreThanAThousandServicesThatAreToBeStopped() {
        await(Future.all(IntStream.range(0, 1_000)
                .mapToObj(i -> catalog()
                        .put(service("s" + i, 1), Precondition.NONE)
                        .compose(put -> catalog().remove(service("s" + i, 1).name(), Precondition.NONE, Set.of(HOST))))
                .toList()));
        Entry entry = put(WEB, 1).entry();

        assertThat(failure(catalog().remove(WEB, Precondition.NONE, Set.of(HOST))))
                .isEqualTo(FailureKind.OVERLOADED);
        assertThat(catalog().all()).containsExactly(entry);
    }

    @Test
    void replacesWhatIsToBeStopped() {
        put(WEB, 1);
        await(catalog().remove(WEB, Precondition.NONE, Set.of(HOST)));
        Map<ServiceName, ToStop> imported = Map.of(DB, new ToStop(service(DB, 1), Set.of(HOST)));

        await(catalog().replaceAll(new CatalogSnapshot(1, List.of(), Map.of(), Map.of(), imported)));

        assertThat(catalog().toStop()).isEqualTo(imported);
    }

    @Test
    void keepsWhatIsDecidedAboutHostsBesideAnImport() {
        KnownHosts known = new KnownHosts(new TreeMap<>(Map.of(HOST, KnownHosts.Standing.LOST)), true);
        await(catalog().knownHosts(known));
        await(catalog().replaceAll(new CatalogSnapshot(1, List.of(), Map.of(), Map.of(), Map.of())));
        assertThat(catalog().knownHosts()).isEqualTo(known);

        await(catalog().forgetHosts(Set.of(HOST)));
        assertThat(catalog().knownHosts().names()).isEmpty();
    }

    @Test
    void forgetsWhatWasSaidAboutHostsThatAreNoLongerThere() {
        HostName other = new HostName("other");
        await(catalog().host(HOST, Availability.CORDONED));
        await(catalog().host(other, Availability.CORDONED));
        put(WEB, 1);
        await(catalog().remove(WEB, Precondition.NONE, Set.of(HOST, other)));

        await(catalog().forgetHosts(Set.of(HOST)));

        assertThat(catalog().hosts()).isEqualTo(Map.of(other, Availability.CORDONED));
        assertThat(catalog().toStop()).isEqualTo(Map.of(WEB, new ToStop(service(WEB, 1), Set.of(other))));
    }

    @Test
    void tellsListenersWhenWhatIsAllowedOnHostsChanges() {
        AtomicInteger told = new AtomicInteger();
        catalog().listen(new Catalog.Listener() {
            @Override
            public void changed(ServiceName service) {}

            @Override
            public void hostsChanged() {
                told.incrementAndGet();
            }
        });
        CatalogSnapshot empty = new CatalogSnapshot(1, List.of(), Map.of(), Map.of(), Map.of());

        await(catalog().host(HOST, Availability.ACTIVE));
        await(catalog().replaceAll(empty));
        put(WEB, 1);
        assertThat(told).hasValue(0);
        await(catalog().host(HOST, Availability.CORDONED));
        await(catalog().host(HOST, Availability.CORDONED));
        await(catalog().replaceAll(empty));

        assertThat(told).hasValue(2);
    }

    @Test
    void forgetsFingerprintsOfServicesThatAreNeitherThereNorInTheFile() {
        for (ServiceName name : List.of(WEB, DB, new ServiceName("left"))) {
            await(catalog().seed(service(name, 1), "print", Authorship.UNKNOWN));
        }
        await(catalog().remove(WEB, Precondition.NONE, Set.of()));
        await(catalog().remove(DB, Precondition.NONE, Set.of()));

        await(catalog().forgetSeeds(Set.of(DB)));

        assertThat(await(catalog().export()).seeded()).containsOnlyKeys(DB, new ServiceName("left"));
    }

    @Test
    void seedsOnceForEachFingerprint() {
        PutResult first = await(catalog().seed(service(WEB, 1), "one", Authorship.UNKNOWN))
                .orElseThrow();
        assertThat(await(catalog().seed(service(WEB, 9), "one", Authorship.UNKNOWN)))
                .isEmpty();
        assertThat(catalog().all()).containsExactly(first.entry());

        PutResult second = await(catalog().seed(service(WEB, 2), "two", Authorship.UNKNOWN))
                .orElseThrow();

        assertThat(second.kind()).isEqualTo(PutResult.Kind.CHANGED);
        assertThat(second.entry().definition()).isEqualTo(service(WEB, 2));
    }

    private PutResult put(ServiceName name, int tag) {
        return await(catalog().put(service(name, tag), Precondition.NONE));
    }
}
