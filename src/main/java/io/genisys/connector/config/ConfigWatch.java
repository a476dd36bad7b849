package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the configuration file has changed, within seconds. It counts only when two looks in a row find the same,
 * so that no half-written file does; a file that says nothing, or can't be taken, is logged once with every fault, and
 * changes nothing. Used from one context only.
 */
public final class ConfigWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
    private static final long PERIOD = 2_000;

    private final Vertx vertx;
    private final ConfigLoader loader;
    private final Consumer<ConnectorConfig> listener;
    private ConnectorConfig told;
    private ConnectorConfig seen;
    private String complaint = "";
    private boolean isLooking;

    /**
     * @param running what was read at the start
     * @param listener is called after each change with what the file says from then on
     */
    public ConfigWatch(Vertx vertx, ConfigLoader loader, ConnectorConfig running, Consumer<ConnectorConfig> listener) {
        this.vertx = vertx;
        this.loader = loader;
        this.listener = listener;
        this.told = running;
        this.seen = running;
    }

    /**
     * Watches the file that was read at the start for as long as this Vert.x lives.
     *
     * @param named as for {@link ConfigLoader#load}
     */
    public Future<?> start(Optional<String> named, Path workingFolder) {
        return loader.find(named, workingFolder)
                .onSuccess(file -> vertx.setPeriodic(PERIOD, timer -> look(file.path())));
    }

    private void look(Path file) {
        if (isLooking) {
            return;
        }
        isLooking = true;
        Optional<String> name = Optional.of(file.toString());
        loader.find(name, file.getParent())
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(new InvalidException(file.toString(), "says nothing at all"))
                        : loader.load(name, file.getParent()))
                .onSuccess(this::found)
                .onFailure(error -> complain(file, error))
                .onComplete(done -> isLooking = false);
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
            LOG.warn("The changed {} is not taken: {}", file, fault);
        }
        complaint = fault;
    }
}
