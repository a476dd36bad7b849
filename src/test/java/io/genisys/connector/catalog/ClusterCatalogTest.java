package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes take turns with the changes, and all is read on the first. */
final class ClusterCatalogTest extends CatalogContract {
    private final SharedCatalogs shared = new SharedCatalogs(2, () -> Runnable::run);
    private final List<ClusterCatalog> nodes = shared.all();
    private final Catalog catalog = new Turns(nodes);

    @AfterEach
    void close() {
        shared.close();
    }

    @Override
    Catalog catalog() {
        return catalog;
    }

    @Test
    void saysThatSomethingIsNotThereOnlyIfThatIsSureOnANodeThatIsBehindToo() {
        shared.client(1).behind(true);
        long version = await(nodes.get(0).put(service(WEB, 1), Precondition.NONE))
                .entry()
                .version();
        assertThat(nodes.get(1).find(WEB)).isEmpty();

        assertThat(await(nodes.get(1).number(WEB, OptionalInt.of(2))).number()).hasValue(2);
        await(nodes.get(0).put(service(WEB, 2), new Precondition.Version(version)));

        assertThat(failure(nodes.get(1).put(service(WEB, 3), new Precondition.Version(version))))
                .isEqualTo(FailureKind.PRECONDITION_FAILED);
        assertThat(nodes.get(1).find(WEB).orElseThrow().definition()).isEqualTo(service(WEB, 2));
    }

    @Test
    void undoesWhatAnotherNodeDidIfThatIsAskedForOnANodeThatIsBehind() {
        await(nodes.get(0).put(service(WEB, 1), Precondition.NONE));
        await(nodes.get(1).number(WEB, OptionalInt.of(3)));
        shared.client(1).behind(true);
        await(nodes.get(0).number(WEB, OptionalInt.of(5)));

        await(nodes.get(1).number(WEB, OptionalInt.of(3)));

        await(nodes.get(0).upToDate());
        assertThat(nodes.get(0).find(WEB).orElseThrow().number()).hasValue(3);
    }

    @Test
    void showsOnceItIsUpToDateWhatAnotherNodeAnswered() {
        shared.client(1).behind(true);
        await(nodes.get(0).put(service(WEB, 1), Precondition.NONE));

        await(nodes.get(1).upToDate());

        assertThat(nodes.get(1).find(WEB)).isPresent();
    }

    @Test
    void tellsTheListenersOfAllNodesOfEachChange() {
        List<ServiceName> told = new CopyOnWriteArrayList<>();
        nodes.get(1).listen(told::add);

        await(nodes.get(0).put(service(WEB, 1), Precondition.NONE));
        await(nodes.get(0).put(service(DB, 1), Precondition.NONE));

        Awaitility.await().untilAsserted(() -> assertThat(told).containsExactly(WEB, DB));
    }

    @Test
    void answersThatChangesCanNotBeKeptWhileThereIsNoConnection() {
        shared.client(0).suspend();

        assertThat(failure(nodes.get(0).put(service(WEB, 1), Precondition.NONE)))
                .isEqualTo(FailureKind.NO_QUORUM);
        assertThat(nodes.get(0).refusal()).isPresent();
        shared.client(0).resume();
        assertThat(put(nodes.get(0)).kind()).isEqualTo(PutResult.Kind.CREATED);
        assertThat(nodes.get(0).refusal()).isEmpty();
    }

    @Test
    void changesNothingAsTheLeaderOfAnEarlierEpoch() {
        put(nodes.get(0));

        assertThat(failure(nodes.get(0).led(3).number(WEB, OptionalInt.of(1)))).isEqualTo(FailureKind.CONFLICT);
        assertThat(nodes.get(0).find(WEB).orElseThrow().number()).isEmpty();
    }

    private static PutResult put(Catalog catalog) {
        return await(catalog.put(service(WEB, 1), Precondition.NONE));
    }

    /** Each change is made on another node than the one before. */
    static final class Turns extends DraftedCatalog {
        private final List<ClusterCatalog> nodes;
        private final AtomicInteger changes = new AtomicInteger();

        Turns(List<ClusterCatalog> nodes) {
            this.nodes = nodes;
            nodes.get(0).listen(new Listener() {
                @Override
                public void changed(ServiceName service) {
                    tell(listener -> listener.changed(service));
                }

                @Override
                public void hostsChanged() {
                    tell(Listener::hostsChanged);
                }

                @Override
                public void guardsChanged() {
                    tell(Listener::guardsChanged);
                }
            });
        }

        @Override
        CatalogState state() {
            return nodes.get(0).state();
        }

        @Override
        <T> Future<T> change(Function<Draft, T> step) {
            ClusterCatalog node = nodes.get(changes.getAndIncrement() % nodes.size());
            return node.change(step).compose(made -> nodes.get(0).upToDate().map(made));
        }

        @Override
        public Optional<Failure> refusal() {
            return Optional.empty();
        }
    }
}
