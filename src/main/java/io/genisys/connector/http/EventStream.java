package io.genisys.connector.http;

import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.model.Happened;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/**
 * What happens, told to one caller as it happens. It reads the history from where it is, whenever it is woken and its
 * caller has taken what came before: so it keeps nothing for a slow one. Used from one context only.
 */
final class EventStream {
    /** What may wait for a caller. */
    private static final int QUEUE_BYTES = 16 * 1024;

    private final HttpServerResponse response;
    private final RecentHistory history;
    private final Predicate<Happened> filter;
    private final String suffix;
    private long last;
    private boolean wasFull;

    /**
     * @param last number of the event that the caller had last
     * @param suffix of the numbers in the ids
     */
    EventStream(
            HttpServerResponse response, RecentHistory history, Predicate<Happened> filter, long last, String suffix) {
        this.suffix = suffix;
        this.response = response;
        this.history = history;
        this.filter = filter;
        this.last = last;
    }

    void begin() {
        response.setWriteQueueMaxSize(QUEUE_BYTES);
        response.drainHandler(drained -> wake());
        response.write("retry: 3000\n\n");
        if (last > history.newest()) {
            // the number is of an earlier run whose events are not kept, or of another node: all that is known is new
            missed(history.beforeOldest());
        }
        wake();
    }

    /** There may be more to tell. */
    void wake() {
        if (hasEnded() || response.writeQueueFull()) {
            return;
        }
        List<Happened> newer = history.after(last);
        if (!newer.isEmpty() && newer.get(0).sequence() > last + 1) {
            missed(newer.get(0).sequence() - 1);
        }
        for (Happened happened : newer) {
            if (response.writeQueueFull()) {
                return;
            }
            last = happened.sequence();
            if (filter.test(happened)) {
                write(last + suffix, JsonParts.word(happened.what()), HappenedJson.of(happened));
            }
        }
    }

    /** Events up to that one are no longer known. */
    private void missed(long until) {
        last = until;
        write("", "missed", new JsonObject().put("until", until));
    }

    /** @return whether its caller has taken nothing from one beat to the next */
    boolean beat() {
        if (hasEnded()) {
            return false;
        }
        boolean isStuck = wasFull && response.writeQueueFull();
        wasFull = response.writeQueueFull();
        if (!wasFull) {
            response.write(":\n\n");
            wake();
        }
        return isStuck;
    }

    /**
     * @param why for the caller
     * @return ends once the caller has been told
     */
    Future<Void> end(String why) {
        if (hasEnded()) {
            return Future.succeededFuture();
        }
        write("", "end", new JsonObject().put("why", why));
        return response.end();
    }

    boolean hasEnded() {
        return response.ended() || response.closed();
    }

    /** @param id empty: the one before it stays */
    private void write(String id, String event, JsonObject data) {
        response.write(
                (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data.encode() + "\n\n");
    }
}
