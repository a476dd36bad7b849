package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedTest {
    private final Catalog catalog = new MemoryCatalog();

    @Test
    void createsWhatTheFileGivesForTheFirstTime() {
        List<PutResult> changes = plant(service(WEB, 1), service(DB, 1));

        assertThat(changes).extracting(PutResult::kind).containsExactly(PutResult.Kind.CREATED, PutResult.Kind.CREATED);
        assertThat(definition(WEB)).isEqualTo(service(WEB, 1));
    }

    @Test
    void doesNothingAtTheSecondStart() {
        plant(service(WEB, 1));
        Entry before = catalog.find(WEB).orElseThrow();

        assertThat(plant(service(WEB, 1))).isEmpty();
        assertThat(catalog.find(WEB)).contains(before);
    }

    @Test
    void leavesWhatTheApiChangedWhileTheFileSaysTheSame() {
        plant(service(WEB, 1));
        await(catalog.put(service(WEB, 7), Precondition.NONE));

        assertThat(plant(service(WEB, 1))).isEmpty();
        assertThat(definition(WEB)).isEqualTo(service(WEB, 7));
    }

    @Test
    void leavesAwayWhatTheApiRemovedWhileTheFileSaysTheSame() {
        plant(service(WEB, 1));
        await(catalog.remove(WEB, Precondition.NONE, Set.of()));

        assertThat(plant(service(WEB, 1))).isEmpty();
        assertThat(catalog.find(WEB)).isEmpty();
    }

    @Test
    void letsTheChangedFileWinAndKeepsTheNumber() {
        plant(service(WEB, 1));
        await(catalog.put(service(WEB, 7), Precondition.NONE));
        await(catalog.number(WEB, OptionalInt.of(3)));

        assertThat(plant(service(WEB, 2))).extracting(PutResult::kind).containsExactly(PutResult.Kind.CHANGED);
        assertThat(definition(WEB)).isEqualTo(service(WEB, 2));
        assertThat(catalog.find(WEB).orElseThrow().number()).hasValue(3);
    }

    @Test
    void bringsARemovedServiceBackWhereTheFileChanged() {
        plant(service(WEB, 1));
        await(catalog.remove(WEB, Precondition.NONE, Set.of()));

        assertThat(plant(service(WEB, 2))).extracting(PutResult::kind).containsExactly(PutResult.Kind.CREATED);
    }

    @Test
    void letsTheFileWinOverAServiceOfTheApiThatItNeverGaveBefore() {
        await(catalog.put(service(WEB, 7), Precondition.NONE));

        plant(service(WEB, 1));

        assertThat(definition(WEB)).isEqualTo(service(WEB, 1));
    }

    @Test
    void leavesAServiceThatVanishedFromTheFile() {
        plant(service(WEB, 1), service(DB, 1));

        plant(service(DB, 1));

        assertThat(definition(WEB)).isEqualTo(service(WEB, 1));
    }

    @Test
    void seedsAgainAfterAnImportThatNeverSawTheFile() {
        plant(service(WEB, 1));
        await(catalog.replaceAll(new CatalogSnapshot(1, List.of(), Map.of(), Map.of(), Map.of())));

        assertThat(plant(service(WEB, 1))).extracting(PutResult::kind).containsExactly(PutResult.Kind.CREATED);
    }

    @Test
    void takesNoNoticeOfTheOrderOfVariables() {
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("A", "1");
        oneWay.put("B", "2");
        Map<String, Object> theOther = new LinkedHashMap<>();
        theOther.put("B", "2");
        theOther.put("A", "1");

        assertThat(Seed.fingerprint(with(oneWay))).isEqualTo(Seed.fingerprint(with(theOther)));
    }

    @Test
    void takesNoticeOfHowAServiceIsStopped() {
        ServiceDefinition plain = DefinitionForm.read(Map.of("name", "a", "image", "b:1"));
        ServiceDefinition slow = DefinitionForm.read(Map.of("name", "a", "image", "b:1", "stop_grace_period", "1m"));

        assertThat(Seed.fingerprint(plain)).isNotEqualTo(Seed.fingerprint(slow));
    }

    /** A release in which this fails overwrites what the API changed, once, at its first start. */
    @Test
    void givesTheFingerprintsOfEveryReleaseBefore() {
        assertThat(Seed.fingerprint(service(WEB, 1)))
                .isEqualTo("001399bf627061e462a3f77eee31b66cace0eeb9df1cf427ba1d3f07680a043d");
    }

    private List<PutResult> plant(ServiceDefinition... file) {
        return await(Seed.plant(catalog, List.of(file), Authorship.UNKNOWN));
    }

    private ServiceDefinition definition(ServiceName name) {
        return catalog.find(name).orElseThrow().definition();
    }

    private static ServiceDefinition with(Map<String, Object> environment) {
        return DefinitionForm.read(Map.of("name", "web", "image", "repo/web:1", "environment", environment));
    }
}
