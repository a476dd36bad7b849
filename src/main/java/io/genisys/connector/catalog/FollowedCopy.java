package io.genisys.connector.catalog;

import io.genisys.connector.model.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node followed of a cluster, in its data folder: it is written at most once a second, and so may be a second
 * old. It is what is left if the cluster loses the majority of its voters for good.
 */
final class FollowedCopy {
    private static final Logger LOG = LoggerFactory.getLogger(FollowedCopy.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** After a disk that refused. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final CatalogFolder folder;
    private final AtomicBoolean isDue = new AtomicBoolean();
    private volatile Optional<CatalogState> newest = Optional.empty();
    private volatile boolean isRefused;

    private FollowedCopy(Vertx vertx, WorkerExecutor worker, CatalogFolder folder) {
        this.vertx = vertx;
        this.worker = worker;
        this.folder = folder;
    }

    /** Fails as {@link EmbeddedCatalog#open} does. */
    static Future<FollowedCopy> open(Vertx vertx, Path folder) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("catalog-followed", 1);
        return worker.executeBlocking(() -> new FollowedCopy(vertx, worker, CatalogFolder.openFollowed(folder)), false)
                .onFailure(error -> worker.close());
    }

    /** Soon it is on disk, unless there is a newer one by then. Called by any thread. */
    void take(CatalogState next) {
        newest = Optional.of(next);
        writeAfter(PAUSE);
    }

    private void writeAfter(Duration pause) {
        if (isDue.compareAndSet(false, true)) {
            vertx.setTimer(pause.toMillis(), timer -> worker.executeBlocking(this::write, false)
                    .onFailure(error -> LOG.debug("the copy is closed", error)));
        }
    }

    private Void write() {
        isDue.set(false);
        try {
            newest.ifPresent(folder::persist);
            isRefused = false;
        } catch (FailureException e) {
            if (!isRefused) {
                LOG.warn("The copy of what the cluster has grows old: {}", e.getMessage());
            }
            isRefused = true;
            writeAfter(REST);
        }
        return null;
    }

    /** Writes what is newest, and lets go of the folder. */
    Future<Void> close() {
        return worker.<Void>executeBlocking(
                        () -> {
                            write();
                            folder.close();
                            return null;
                        },
                        false)
                .eventually(worker::close);
    }
}
