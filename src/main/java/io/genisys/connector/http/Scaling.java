package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.fleet.NoHost;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Takes numbers. The one who is asked records the number; the reconciler is only asked to wait for it. So a reconciler
 * that ends costs the caller nothing, and to ask again never undoes a newer number. Used from one context only.
 */
public final class Scaling {
    /** For reports that the reconciler has seen and this node has not. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final Catalog catalog;
    private final Fleet fleet;
    private final Chronicle chronicle;
    private final ReconcileClient reconcile;
    private final Waits waits;

    public Scaling(Vertx vertx, Sources sources, ReconcileClient reconcile, Waits waits) {
        this.vertx = vertx;
        this.catalog = sources.catalog();
        this.fleet = sources.fleet();
        this.chronicle = sources.chronicle();
        this.reconcile = reconcile;
        this.waits = waits;
    }

    /**
     * Records the number and waits for it to be reached, at most as long as the request says. Kinds: UNKNOWN_SERVICE,
     * CONFLICT if the service is being removed, UNREACHABLE if no host answers, and then nothing was recorded. That the
     * engine refuses is in the outcome.
     */
    public Future<ScaleOutcome> scale(ScaleRequest request) {
        return scale(request, before -> tell(request, before, Cause.of(request.caller())));
    }

    /** @param news is told the number before, as soon as another one is recorded */
    Future<ScaleOutcome> scale(ScaleRequest request, Consumer<OptionalInt> news) {
        Optional<Entry> entry = catalog.find(request.service());
        // one that is not known here may have been defined on another node a moment ago
        return entry.isPresent()
                ? scale(request, entry, news)
                : catalog.upToDate().compose(read -> scale(request, catalog.find(request.service()), news));
    }

    private Future<ScaleOutcome> scale(ScaleRequest request, Optional<Entry> entry, Consumer<OptionalInt> news) {
        if (entry.isPresent() && fleet.hosts().stream().noneMatch(HostView::isReady)) {
            count(request, "refused");
            return Future.failedFuture(new FailureException(NoHost.among(fleet.hosts())));
        }
        OptionalInt before = entry.map(Entry::number).orElse(OptionalInt.empty());
        return catalog.number(request.service(), OptionalInt.of(request.number()))
                .onFailure(refused -> entry.ifPresent(known -> count(request, "refused")))
                .compose(recorded -> {
                    noteIfNew(request, before, news);
                    return waits.until(reached(request), () -> Future.succeededFuture(underWay(request)));
                });
    }

    private void noteIfNew(ScaleRequest request, OptionalInt before, Consumer<OptionalInt> news) {
        if (before.equals(OptionalInt.of(request.number()))) {
            count(request, "unchanged");
            return;
        }
        count(request, "accepted");
        news.accept(before);
    }

    /** @param cause what is kept with it in the history */
    void tell(ScaleRequest request, OptionalInt before, Cause cause) {
        Numbers numbers = new Numbers(before, OptionalInt.of(request.number()));
        chronicle.tell(What.SERVICE_SCALED, Subject.of(request.service()), numbers, cause);
    }

    private void count(ScaleRequest request, String result) {
        chronicle.measures().count(Counter.SCALE_REQUESTS, request.service().value(), result);
    }

    /** If no reconciler has answered in time, the number is recorded, and the next one reaches it. */
    private Future<ScaleOutcome> reached(ScaleRequest request) {
        return reconcile
                .await(request)
                .compose(this::shown)
                .recover(error -> Leader.isOfSilence(error)
                        ? Future.succeededFuture(underWay(request))
                        : Future.failedFuture(error));
    }

    private ScaleOutcome underWay(ScaleRequest request) {
        int running = catalog.find(request.service())
                .map(entry -> fleet.running(entry.definition()).orElse(0))
                .orElse(0);
        return new ScaleOutcome(request.service(), request.number(), running, false, Optional.empty());
    }

    /** What is answered here shows here. */
    private Future<ScaleOutcome> shown(ScaleOutcome outcome) {
        if (isShown(outcome)) {
            return Future.succeededFuture(outcome.shown());
        }
        Promise<ScaleOutcome> shown = Promise.promise();
        long end = vertx.setTimer(MOST_BEHIND.toMillis(), timer -> shown.tryComplete(outcome.shown()));
        long look = vertx.setPeriodic(LOOK_MILLIS, timer -> {
            if (isShown(outcome)) {
                shown.tryComplete(outcome.shown());
            }
        });
        return shown.future().onComplete(done -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(look);
        });
    }

    private boolean isShown(ScaleOutcome outcome) {
        return outcome.reports().entrySet().stream().allMatch(report -> fleet.host(report.getKey())
                .filter(view -> !view.report().isOlderThan(report.getValue()))
                .isPresent());
    }
}
