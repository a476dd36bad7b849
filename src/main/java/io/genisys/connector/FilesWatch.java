package io.genisys.connector;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.secrets.SecretFolder;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Looks every few seconds which files of services have changed, one look after the other; until Vert.x ends. */
final class FilesWatch {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final SecretFolder files;
    private final Catalog catalog;

    FilesWatch(Vertx vertx, SecretFolder files, Catalog catalog) {
        this.vertx = vertx;
        this.files = files;
        this.catalog = catalog;
    }

    void start() {
        vertx.executeBlocking(
                        () -> {
                            files.refresh(catalog.all().stream()
                                    .map(Entry::definition)
                                    .toList());
                            return true;
                        },
                        false)
                .onComplete(looked -> vertx.setTimer(PAUSE.toMillis(), timer -> start()));
    }
}
