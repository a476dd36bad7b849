package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.compose.ComposeReader;
import io.genisys.connector.compose.ComposeReport;
import io.genisys.connector.compose.ComposeReport.Service;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Compose file becomes definitions, and the answer says field by field what became of it. */
final class ComposeRoute implements Action {
    private static final String DRY_RUN = "dryRun";
    private static final String PARTIAL = "partial";

    private final Catalog catalog;
    private final Sources sources;
    private final ServiceLimits limits;

    ComposeRoute(Sources sources, ServiceLimits limits) {
        this.catalog = sources.catalog();
        this.sources = sources;
        this.limits = limits;
    }

    /** Not on the event loop: a small file may stand for much. */
    @Override
    public Future<Answer> answer(RoutingContext request) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> flags = Flags.read(request.queryParams(), List.of(DRY_RUN, PARTIAL), errors);
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return request.vertx()
                .executeBlocking(() -> read(request), false)
                .compose(report -> answer(report, flags, request));
    }

    private ComposeReport read(RoutingContext request) {
        return new ComposeReader(limits.maxContainers(), limits::check).read(ComposeBody.read(request));
    }

    private ComposeReport withTheirNumbers(ComposeReport report) {
        Map<String, Service> services = new LinkedHashMap<>();
        report.services().forEach((name, service) -> services.put(name, withItsNumber(service)));
        return new ComposeReport(services, report.file());
    }

    private Service withItsNumber(Service service) {
        return service.definition()
                .flatMap(definition -> catalog.find(definition.name()))
                .filter(entry -> entry.number().isPresent())
                .map(entry -> service.withNumber(entry.number().getAsInt()))
                .orElse(service);
    }

    private Future<Answer> answer(ComposeReport report, Set<String> flags, RoutingContext request) {
        definable(report).forEach(service -> Gatekeeper.demand(request, name(service)));
        boolean isDryRun = flags.contains(DRY_RUN);
        if (!isDryRun && !report.isWhole() && !flags.contains(PARTIAL)) {
            return Future.succeededFuture(ComposeView.refusal(withTheirNumbers(report)));
        }
        return catalog.upToDate()
                .map(read -> withTheirNumbers(report))
                .compose(now -> isDryRun ? Future.succeededFuture(foreseen(now)) : carryOut(now, request));
    }

    private Answer foreseen(ComposeReport report) {
        Map<ServiceName, String> results = new LinkedHashMap<>();
        definable(report).forEach(service -> results.put(name(service), foreseen(service)));
        return Answer.json(200, ComposeView.of(report, true, results));
    }

    private Future<Answer> carryOut(ComposeReport report, RoutingContext request) {
        ComposeChange change = new ComposeChange(sources, limits.scale(), request);
        return change.carryOut(definable(report)).map(done -> Answer.json(200, ComposeView.of(report, false, done)));
    }

    private static List<Service> definable(ComposeReport report) {
        return report.services().values().stream()
                .filter(service -> service.definition().isPresent())
                .toList();
    }

    private static ServiceName name(Service service) {
        return service.definition().orElseThrow().name();
    }

    private String foreseen(Service service) {
        return catalog.find(name(service))
                .map(Entry::definition)
                .map(there -> service.definition().orElseThrow().equals(there) ? "unchanged" : "changed")
                .orElse("created");
    }
}
