package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.RetryRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.history.KeptHistory;
import io.genisys.connector.model.Caller;
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

    private Future<Answer> preview(ServiceName service, int number, Caller caller) {
        return catalog.upToDate()
                .compose(read -> reconcile.preview(new ScaleRequest(service, number, Duration.ZERO, caller)))
                .map(preview -> Answer.json(200, ScaleView.preview(preview)));
    }

    private Future<Answer> scale(RoutingContext request, ServiceName service, ScaleBody body) {
        Preference preference = Preference.of(request.request().headers().getAll("Prefer"));
        Caller caller = Requester.of(request);
        ScaleRequest wanted =
                new ScaleRequest(service, body.number(), preference.patience(settings.scaleWait()), caller);
        Cause cause = new Cause(body.reason(), Optional.of(caller), body.meta());
        return scaling.scale(wanted, before -> {
                    scaling.tell(wanted, before, cause);
                    Audit.changed(request, AuditedChange.scaled(service, before, body.number(), cause));
                })
                .map(outcome -> answer(outcome, preference));
    }

    Future<Answer> explain(RoutingContext request) {
        ServiceName service = PathName.of(request);
        return leader.ask(
                        asked -> asked.explain(service).map(status -> ScaleView.status(status, clock)),
                        () -> remembered(service))
                .map(shown -> Answer.json(200, shown.put("scaled", HistoryJson.lastScale(history.of(service)))));
    }

    private JsonObject remembered(ServiceName service) {
        Catalog.Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        return fleet.still(() -> ScaleView.remembered(entry, fleet.replicas(entry.definition()), fleet.hosts(), clock));
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

    private static Answer answer(ScaleOutcome outcome, Preference preference) {
        Answer answer = outcome.failure()
                .map(failure -> Problem.of(failure)
                        .with(ScaleView.outcome(outcome).put("converged", false))
                        .answer())
                .orElseGet(() -> Answer.json(preference.status(outcome.converged()), ScaleView.outcome(outcome)));
        return preference
                .applied()
                .map(applied -> answer.with("Preference-Applied", applied))
                .orElse(answer);
    }
}
