package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import io.genisys.connector.reconcile.BackOffStore.Kept;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the back-offs of all services, and gives those of the reconciler before. Used from one context only. */
final class KeptBackOffs {
    /** By so much they may be behind. */
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** Some 300 bytes each; the newest are kept. */
    static final int MOST = 500;

    private final BackOffStore store;
    private final Map<ServiceName, List<Kept>> before = new HashMap<>();
    private Supplier<Stream<Kept>> now = Stream::empty;
    private List<Kept> written = List.of();
    private boolean isWriting;

    KeptBackOffs(BackOffStore store) {
        this.store = store;
    }

    /** Ends when what was kept is known. */
    Future<?> begin() {
        return store.read().onSuccess(all -> {
            written = all;
            before.putAll(all.stream().collect(Collectors.groupingBy(Kept::service)));
        });
    }

    /** @param all the back-offs there are at any time */
    void keepUp(Vertx vertx, Supplier<Stream<Kept>> all) {
        now = all;
        vertx.setPeriodic(PERIOD.toMillis(), timer -> write());
    }

    /** Those of a service, for its loop; to be asked for once. */
    List<Kept> take(ServiceName service) {
        List<Kept> taken = before.remove(service);
        return taken == null ? List.of() : taken;
    }

    /** Ends when they are written as they are now. */
    Future<?> write() {
        List<Kept> newest = Stream.concat(now.get(), before.values().stream().flatMap(List::stream))
                .sorted(Comparator.comparing((Kept kept) -> lastAt(kept)).reversed())
                .limit(MOST)
                .toList();
        if (isWriting || newest.equals(written)) {
            return Future.succeededFuture();
        }
        isWriting = true;
        written = newest;
        return store.write(newest).onComplete(done -> isWriting = false);
    }

    private static Instant lastAt(Kept kept) {
        return kept.backOff().lastAt();
    }
}
