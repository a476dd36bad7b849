package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster takes while one of its nodes has an earlier release. */
final class FloorTest {
    private static final Floor EARLIER = new Floor(1, "n2", "1.0.0");
    private static final ServiceDefinition OLD = DefinitionForm.read(Map.of("name", "web", "image", "web:1"));
    private static final ServiceDefinition NEW =
            DefinitionForm.read(Map.of("name", "web", "image", "web:1", "update_config", Map.of("parallelism", 2)));

    private final SharedCatalogs shared = new SharedCatalogs(2, () -> Runnable::run);
    private final Catalog catalog = shared.of(0);

    @AfterEach
    void close() {
        shared.close();
    }

    private Future<PutResult> put(ServiceDefinition definition) {
        return catalog.put(definition, Precondition.NONE, Authorship.UNKNOWN);
    }

    private static Failure refusal(Future<?> refused) {
        return ((FailureException) refused.transform(done -> Future.succeededFuture(done.cause()))
                        .await())
                .failure();
    }

    @Test
    void aFieldThatANodeCannotReadIsRefusedWithFieldNodeAndWhatToDo() {
        shared.oldest(EARLIER);

        Failure refusal = refusal(put(NEW));

        assertThat(refusal.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(refusal.message())
                .isEqualTo("field update_config of service web cannot be read by node n2, which runs release 1.0.0"
                        + " (protocol 1): update that node first, or leave the field out");
        assertThat(catalog.find(WEB)).isEmpty();
    }

    @Test
    void allElseIsTaken() {
        shared.oldest(EARLIER);
        Future<?> refused = put(NEW);
        Future<?> taken = put(OLD);

        await(taken);
        await(catalog.number(WEB, OptionalInt.of(2)));

        assertThat(refused.failed()).isTrue();
        assertThat(catalog.find(WEB).orElseThrow().number()).hasValue(2);
    }

    @Test
    void anImportWithSuchAFieldChangesNothing() {
        await(put(NEW));
        CatalogSnapshot snapshot = await(catalog.export());
        try (SharedCatalogs other = new SharedCatalogs(1, () -> Runnable::run)) {
            other.oldest(EARLIER);
            await(other.of(0).put(Services.service("db", 1), Precondition.NONE, Authorship.UNKNOWN));

            assertThat(refusal(other.of(0).replaceAll(snapshot, Authorship.UNKNOWN))
                            .message())
                    .contains("update_config", "node n2");
            assertThat(other.of(0).all())
                    .extracting(entry -> entry.service().value())
                    .containsExactly("db");
        }
    }

    @Test
    void onceSuchAFieldIsKeptANodeThatCannotReadItIsNotWaitedFor() {
        await(put(NEW));
        shared.oldest(EARLIER);

        await(put(DefinitionForm.read(
                Map.of("name", "web", "image", "web:2", "update_config", Map.of("parallelism", 3)))));

        assertThat(catalog.find(WEB).orElseThrow().definition().image()).hasToString("web:2");
    }

    @Test
    void whatBecameOfVersionsIsNotKeptAndWhatNeedsItIsRefused() {
        shared.oldest(EARLIER);
        long first = await(put(OLD)).entry().version();
        await(put(DefinitionForm.read(Map.of("name", "web", "image", "web:2"))));

        await(catalog.fate(WEB, first, Fate.PROVEN));

        assertThat(catalog.find(WEB).orElseThrow().lastProven()).isEmpty();
        assertThat(refusal(catalog.restart(WEB, "mark", Precondition.NONE, Authorship.UNKNOWN))
                        .message())
                .startsWith("the restart of service web cannot be read by node n2");
    }

    @Test
    void aServiceFileWithSuchAFieldIsTakenAtTheNextStart(@TempDir Path folder) {
        Vertx vertx = Vertx.vertx();
        try {
            shared.oldest(EARLIER);
            assertThat(NodeSeed.plant(vertx, folder, catalog, List.of(NEW), Authorship.UNKNOWN)
                            .await())
                    .isEmpty();
            assertThat(catalog.all()).isEmpty();
            shared.oldest(Floor.NONE);

            NodeSeed.plant(vertx, folder, catalog, List.of(NEW), Authorship.UNKNOWN)
                    .await();

            assertThat(catalog.find(WEB)).isPresent();
        } finally {
            vertx.close().await();
        }
    }
}
