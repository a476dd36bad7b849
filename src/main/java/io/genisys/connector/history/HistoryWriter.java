package io.genisys.connector.history;

import io.genisys.connector.model.Happened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history in a file, on worker threads, as much as has come at a time: whatever happens waits for nothing. If
 * the file cannot be written, that is told once, and all of it is written as soon as it can be. Used by any thread.
 */
public final class HistoryWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
    private static final int MOST_WAITING = 10_000;
    private static final long PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** It may grow to that, or to twice what it had to have, before it is written again without what is forgotten. */
    private static final long SPARE_BYTES = 1024 * 1024;

    private final Vertx vertx;
    private final KeptHistory kept;
    private final HistoryFile file;
    private final List<Happened> waiting = new ArrayList<>();
    private final Promise<Void> read = Promise.promise();
    private Future<?> underWay = Future.succeededFuture();
    private boolean isBusy;
    private boolean isPausing;
    private boolean isStarted;
    /** Whether the file lacks more than what waits. */
    private boolean isBehind;

    private boolean isTold;
    private long limit = SPARE_BYTES;

    public HistoryWriter(Vertx vertx, KeptHistory kept, HistoryFile file) {
        this.vertx = vertx;
        this.kept = kept;
        this.file = file;
    }

    /** Reads what an earlier run left. It never fails: without it there is less to show. */
    public synchronized void start() {
        isStarted = true;
        isBusy = true;
        underWay = vertx.executeBlocking(this::readAll, false).onComplete(done -> {
            read.tryComplete();
            ended();
        });
    }

    /** Once it succeeds, what an earlier run left is in the history. */
    public Future<Void> read() {
        return read.future();
    }

    private Void readAll() {
        try {
            kept.addOlder(file.read());
            limit = Math.max(SPARE_BYTES, file.size());
        } catch (IOException e) {
            LOG.warn("The history of earlier runs cannot be read, and begins again: {}", e.toString());
        }
        return null;
    }

    /** It is in the history already. */
    synchronized void add(Happened happened) {
        if (waiting.size() == MOST_WAITING) {
            waiting.clear();
            isBehind = true;
        }
        waiting.add(happened);
        next();
    }

    private synchronized void next() {
        if (isStarted && !isBusy && !isPausing && (isBehind || !waiting.isEmpty())) {
            isBusy = true;
            underWay = vertx.executeBlocking(this::write, false).onComplete(done -> ended());
        }
    }

    private synchronized void ended() {
        isBusy = false;
        next();
    }

    private Void write() {
        List<Happened> some = take();
        try {
            if (isBehind() || file.size() > limit) {
                file.replace(kept.all());
                limit = Math.max(SPARE_BYTES, 2 * file.size());
            } else {
                file.append(some);
            }
            written();
        } catch (IOException e) {
            failed(e);
        }
        return null;
    }

    private synchronized List<Happened> take() {
        List<Happened> some = List.copyOf(waiting);
        waiting.clear();
        return some;
    }

    private synchronized boolean isBehind() {
        return isBehind;
    }

    private synchronized void written() {
        isBehind = false;
        if (isTold) {
            isTold = false;
            LOG.info("The history is kept again");
        }
    }

    private synchronized void failed(IOException e) {
        isBehind = true;
        isPausing = true;
        vertx.setTimer(PAUSE_MILLIS, timer -> resume());
        if (!isTold) {
            isTold = true;
            LOG.warn("The history cannot be kept over a restart: {}; it is tried again every 10 s", e.toString());
        }
    }

    private synchronized void resume() {
        isPausing = false;
        next();
    }

    /** What happened so far is in the file then, if that is possible. */
    public synchronized Future<?> close() {
        isPausing = true;
        return isStarted
                ? underWay.eventually(
                        () -> waits() ? vertx.executeBlocking(this::write, false) : Future.succeededFuture())
                : Future.succeededFuture();
    }

    private synchronized boolean waits() {
        return isBehind || !waiting.isEmpty();
    }
}
