package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the configuration file has changed, within seconds. It counts only when two looks in a row find the same,
 * so that no half-written file does; a file that says nothing, or can't be taken, is logged once with every fault, and
 * changes nothing. Once it was read twice it is not read again before it is another file by date, size or place on its
 * disk. Used from one context only.
 */
public final class ConfigWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Duration period;
    private final ConfigLoader loader;
    private final Consumer<ConnectorConfig> listener;
    private ConnectorConfig told;
    private ConnectorConfig seen;
    private Optional<Stamp> stamp = Optional.empty();
    private boolean isRead;
    private String complaint = "";
    private Future<?> check = Future.succeededFuture();
    private long timer = -1;

    /**
     * @param running what was read at the start
     * @param listener is called after each change with what the file says from then on
     */
    public ConfigWatch(Vertx vertx, ConfigLoader loader, ConnectorConfig running, Consumer<ConnectorConfig> listener) {
        this(vertx, PERIOD, loader, running, listener);
    }

    /** @param period from one look to the next */
    ConfigWatch(
            Vertx vertx,
            Duration period,
            ConfigLoader loader,
            ConnectorConfig running,
            Consumer<ConnectorConfig> listener) {
        this.vertx = vertx;
        this.period = period;
        this.loader = loader;
        this.listener = listener;
        this.told = running;
        this.seen = running;
    }

    /**
     * Watches the file that was read at the start, until it is closed.
     *
     * @param named as for {@link ConfigLoader#load}
     */
    public Future<?> start(Optional<String> named, Path workingFolder) {
        return loader.find(named, workingFolder)
                .onSuccess(file -> timer = vertx.setPeriodic(period.toMillis(), id -> lookAgain(file)));
    }

    /** Ends when nothing is read any more. */
    public Future<?> close() {
        vertx.cancelTimer(timer);
        return check.otherwiseEmpty();
    }

    private void lookAgain(Path file) {
        if (check.isComplete()) {
            check = check(file);
        }
    }

    private Future<?> check(Path file) {
        return vertx.executeBlocking(() -> Stamp.of(file), false).compose(now -> {
            boolean isSame = now.isPresent() && now.equals(stamp);
            stamp = now;
            return isSame && isRead ? Future.succeededFuture() : read(file, isSame);
        });
    }

    /** @param isSame whether it was the same file at the look before */
    private Future<?> read(Path file, boolean isSame) {
        isRead = false;
        return loader.tree(file)
                .compose(tree -> tree.isEmpty()
                        ? Future.failedFuture(new InvalidException(file.toString(), "says nothing at all"))
                        : loader.config(file, tree))
                .onSuccess(config -> {
                    isRead = isSame && config.equals(seen);
                    found(config);
                })
                .onFailure(error -> complain(file, error));
    }

    private void found(ConnectorConfig now) {
        complaint = "";
        if (now.equals(seen) && !now.equals(told)) {
            told = now;
            listener.accept(now);
        }
        seen = now;
    }

    private void complain(Path file, Throwable error) {
        String fault = String.valueOf(error.getMessage());
        if (!fault.equals(complaint)) {
            LOG.warn("The changed file {} is ignored: {}", file, fault);
        }
        complaint = fault;
    }
}
