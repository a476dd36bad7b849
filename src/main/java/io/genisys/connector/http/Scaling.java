package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Ask;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.AskResult;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.fleet.NoHost;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.SteadyClock;
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
    private final ScalePolicy policy;
    private final SteadyClock clock;

    /**
     * @param outcome for the number that holds
     * @param asked what became of the one that was asked for
     */
    record Scaled(ScaleOutcome outcome, AskResult asked) {}

    /** Which takes every number. */
    public Scaling(Vertx vertx, Sources sources, ReconcileClient reconcile, Waits waits) {
        this(vertx, sources, reconcile, waits, ScalePolicy.NONE);
    }

    public Scaling(Vertx vertx, Sources sources, ReconcileClient reconcile, Waits waits, ScalePolicy policy) {
        this.policy = policy;
        this.clock = sources.clock();
        this.vertx = vertx;
        this.catalog = sources.catalog();
        this.fleet = sources.fleet();
        this.chronicle = sources.chronicle();
        this.reconcile = reconcile;
        this.waits = waits;
    }

    /**
     * Records the number and waits for it to be reached, at most as long as the request says. Kinds: UNKNOWN_SERVICE,
     * CONFLICT if the service is being removed, INVALID if its limits refuse it, UNREACHABLE if no host answers, and
     * then nothing was recorded. That the engine refuses is in the outcome.
     */
    public Future<ScaleOutcome> scale(ScaleRequest request) {
        return scale(request, asked -> tell(asked, Cause.of(request.caller()))).map(Scaled::outcome);
    }

    /** @param news is told as soon as another number than before is asked for and recorded */
    Future<Scaled> scale(ScaleRequest request, Consumer<AskResult> news) {
        Optional<Entry> entry = catalog.find(request.service());
        // one that is not known here may have been defined on another node a moment ago
        return entry.isPresent()
                ? scale(request, entry, news)
                : catalog.upToDate().compose(read -> scale(request, catalog.find(request.service()), news));
    }

    private Future<Scaled> scale(ScaleRequest request, Optional<Entry> entry, Consumer<AskResult> news) {
        if (entry.isPresent() && fleet.hosts().stream().noneMatch(HostView::isReady)) {
            count(request, "refused");
            return Future.failedFuture(new FailureException(NoHost.among(fleet.hosts())));
        }
        return catalog.ask(request.service(), Ask.of(request.number(), policy, clock.instant()))
                .recover(refused -> Future.failedFuture(named(refused)))
                .onFailure(refused -> entry.ifPresent(known -> count(request, "refused")))
                .compose(asked -> {
                    noteIfNew(request, asked, news);
                    return reached(request, asked.entry().number()).map(outcome -> new Scaled(outcome, asked));
                });
    }

    /** A number that its limits refuse is a fault of that field. */
    static Throwable named(Throwable error) {
        return error instanceof FailureException known && known.failure().kind() == FailureKind.INVALID
                ? new InvalidException(ScaleNumber.FIELD, known.failure().message())
                : error;
    }

    private void noteIfNew(ScaleRequest request, AskResult asked, Consumer<AskResult> news) {
        if (!asked.isNew()) {
            count(request, "unchanged");
            return;
        }
        count(request, asked.allowance().by().isPresent() ? "limited" : "accepted");
        news.accept(asked);
    }

    /**
     * Tells of a number, and of what holds it back.
     *
     * @param cause what is kept with it in the history
     */
    void tell(AskResult asked, Cause cause) {
        Subject service = Subject.of(asked.entry().service());
        OptionalInt number = asked.entry().number();
        boolean isLimited = asked.allowance().by().isPresent();
        if (!isLimited || !number.equals(asked.before())) {
            chronicle.tell(What.SERVICE_SCALED, service, new Numbers(asked.before(), number), cause);
        }
        asked.allowance().by().ifPresent(by -> {
            Numbers numbers =
                    new Numbers(number, OptionalInt.of(asked.allowance().asked()));
            String why =
                    "by " + by.word() + cause.why().map(reason -> ": " + reason).orElse("");
            chronicle.tell(
                    What.SERVICE_LIMITED, service, numbers, new Cause(Optional.of(why), cause.caller(), cause.meta()));
        });
    }

    /** What holds; nothing is waited for if there is no number, since the service is frozen. */
    private Future<ScaleOutcome> reached(ScaleRequest request, OptionalInt number) {
        if (number.isEmpty()) {
            return Future.succeededFuture(underWay(request.of(0)));
        }
        ScaleRequest holds = request.of(number.getAsInt());
        return waits.until(reached(holds), () -> Future.succeededFuture(underWay(holds)));
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
