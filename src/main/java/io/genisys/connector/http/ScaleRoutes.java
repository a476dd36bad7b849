package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Ask;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.AskResult;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.history.KeptHistory;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The wanted number of a service: asked for, and how far it is reached. */
final class ScaleRoutes {
    private static final String DRY_RUN = "dryRun";

    private final Scaling scaling;
    private final ReconcileClient reconcile;
    private final HttpSettings settings;
    private final SteadyClock clock;
    private final Catalog catalog;
    private final Fleet fleet;
    private final Leader leader;
    private final KeptHistory history;

    ScaleRoutes(Scaling scaling, ReconcileClient reconcile, HttpSettings settings, Sources sources) {
        this.scaling = scaling;
        this.reconcile = reconcile;
        this.settings = settings;
        this.clock = sources.clock();
        this.catalog = sources.catalog();
        this.fleet = sources.fleet();
        this.leader = new Leader(reconcile, sources);
        this.history = sources.history().soFar();
    }

    /** With {@code ?dryRun=true} it only tells what it would do. */
    Future<Answer> scale(RoutingContext request) {
        ServiceName service = PathName.of(request);
        List<FieldError> errors = new ArrayList<>();
        boolean isDryRun =
                Flags.read(request.queryParams(), List.of(DRY_RUN), errors).contains(DRY_RUN);
        ScaleBody body = ScaleBody.read(JsonBody.read(request), settings.maxContainers(), errors);
        return isDryRun ? preview(service, body.number(), Requester.of(request)) : scale(request, service, body);
    }

    /** Of what would hold of that number. */
    private Future<Answer> preview(ServiceName service, int number, Caller caller) {
        return catalog.upToDate().compose(read -> previewNow(service, number, caller));
    }

    private Future<Answer> previewNow(ServiceName service, int number, Caller caller) {
        Optional<Entry> entry = catalog.find(service);
        Ask ask = Ask.of(number, settings.scale(), clock.instant());
        Optional<Allowance> allowance =
                entry.flatMap(known -> ask.allowance(known, catalog.freezes().isFrozen(service)));
        try {
            entry.ifPresent(known -> ask.check(known, allowance.orElseThrow()));
        } catch (FailureException refused) {
            return Future.failedFuture(Scaling.named(refused));
        }
        int holds =
                allowance.map(Allowance::number).orElse(OptionalInt.of(number)).orElse(0);
        return reconcile
                .preview(new ScaleRequest(service, holds, Duration.ZERO, caller))
                .map(preview -> Answer.json(200, ScaleView.preview(preview).mergeIn(limits(entry, allowance))));
    }

    /** Nothing of a service that has none. */
    private JsonObject limits(Optional<Entry> entry, Optional<Allowance> allowance) {
        return entry.filter(known -> isLimited(known, allowance))
                .flatMap(known -> allowance)
                .map(LimitJson::of)
                .orElseGet(JsonObject::new);
    }

    private boolean isLimited(Entry entry, Optional<Allowance> allowance) {
        return allowance.flatMap(Allowance::by).isPresent()
                || !settings.scale().limits(entry.definition()).isNone();
    }

    private Future<Answer> scale(RoutingContext request, ServiceName service, ScaleBody body) {
        Preference preference = Preference.of(request.request().headers().getAll("Prefer"));
        Caller caller = Requester.of(request);
        ScaleRequest wanted =
                new ScaleRequest(service, body.number(), preference.patience(settings.scaleWait()), caller);
        Cause cause = new Cause(body.reason(), Optional.of(caller), body.meta());
        return scaling.scale(wanted, asked -> {
                    scaling.tell(asked, cause);
                    Audit.changed(request, audited(asked, cause));
                })
                .map(scaled -> answer(scaled, preference));
    }

    private static AuditedChange audited(AskResult asked, Cause cause) {
        ServiceName service = asked.entry().service();
        return asked.allowance().by().isPresent()
                ? AuditedChange.limited(service, asked.before(), asked.allowance(), cause)
                : AuditedChange.scaled(
                        service, asked.before(), asked.allowance().asked(), cause);
    }

    Future<Answer> explain(RoutingContext request) {
        ServiceName service = PathName.of(request);
        return leader.ask(
                        asked -> asked.explain(service).map(status -> ScaleView.status(status, clock)),
                        () -> remembered(service))
                .map(shown -> Answer.json(
                        200,
                        shown.put("scaled", HistoryJson.lastScale(history.of(service)))
                                .mergeIn(limits(service))));
    }

    private JsonObject remembered(ServiceName service) {
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        return fleet.still(() -> ScaleView.remembered(entry, fleet.replicas(entry.definition()), fleet.hosts(), clock));
    }

    private JsonObject limits(ServiceName service) {
        return catalog.find(service)
                .map(entry -> LimitJson.of(entry, catalog, settings.scale(), clock))
                .orElseGet(JsonObject::new);
    }

    /** Ends the back-off. */
    Future<Answer> retry(RoutingContext request) {
        ServiceName service = PathName.of(request);
        return reconcile
                .retry(new RetryRequest(service, Requester.of(request)))
                .onSuccess(done ->
                        Audit.changed(request, AuditedChange.of(What.SERVICE_RETRIED, Subject.of(service), null, null)))
                .map(done -> Answer.empty(204));
    }

    private Answer answer(Scaling.Scaled scaled, Preference preference) {
        ScaleOutcome outcome = scaled.outcome();
        JsonObject view = ScaleView.outcome(outcome)
                .mergeIn(limits(
                        Optional.of(scaled.asked().entry()),
                        Optional.of(scaled.asked().allowance())));
        Answer answer = outcome.failure()
                .map(failure ->
                        Problem.of(failure).with(view.put("converged", false)).answer())
                .orElseGet(() -> Answer.json(preference.status(outcome.converged()), view));
        return preference
                .applied()
                .map(applied -> answer.with("Preference-Applied", applied))
                .orElse(answer);
    }
}
