package io.genisys.connector;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.EmbeddedCatalog;
import io.genisys.connector.catalog.Seed;
import io.genisys.connector.catalog.WriteListener;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.reconcile.BackOffStore;
import io.genisys.connector.reconcile.Term;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A connector that decides by itself. */
final class Alone implements Base {
    /** All that compares epochs, or numbers of those who drive hosts, ends with this process. */
    private static final long FIRST_EPOCH = 1;

    private Optional<EmbeddedCatalog> catalog = Optional.empty();

    @Override
    public Future<? extends Catalog> open(Vertx vertx, Path folder, WriteListener writes) {
        return EmbeddedCatalog.open(vertx, folder).onSuccess(opened -> {
            catalog = Optional.of(opened);
            opened.onWrite(writes);
        });
    }

    @Override
    public Future<?> meet(Vertx vertx, ConnectorConfig config) {
        return Future.succeededFuture();
    }

    @Override
    public Sharing sharing() {
        return Sharing.NONE;
    }

    @Override
    public void share(
            ConnectorConfig config, Function<Map<HostName, Long>, Future<?>> driving, Predicate<HostName> isReached) {
        // it drives all that it lists
    }

    @Override
    public Optional<SeenCluster> cluster() {
        return Optional.empty();
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public long lastIncarnation() {
        return 0;
    }

    @Override
    public long lastIncarnation(long number) {
        return 0;
    }

    @Override
    public Future<List<PutResult>> plant(Vertx vertx, Path folder, List<ServiceDefinition> file, Authorship author) {
        return Seed.plant(catalog.orElseThrow(), file, author);
    }

    @Override
    public Future<?> decide(Reconcilers reconcilers, Predicate<HostName> isListed) {
        return reconcilers.run(catalog.orElseThrow(), BackOffStore.NONE, new Term(FIRST_EPOCH, isListed));
    }

    @Override
    public Future<?> close() {
        return catalog.<Future<?>>map(EmbeddedCatalog::close).orElseGet(Future::succeededFuture);
    }
}
