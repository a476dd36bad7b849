package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Ask;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.compose.ComposeReport.Service;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Puts what a Compose file says into the catalog. */
final class ComposeChange {
    private final Catalog catalog;
    private final Chronicle chronicle;
    private final ScalePolicy policy;
    private final SteadyClock clock;
    private final RoutingContext request;

    /** @param policy by which numbers are limited; none is refused */
    ComposeChange(Sources sources, ScalePolicy policy, RoutingContext request) {
        this.policy = policy.clamping();
        this.clock = sources.clock();
        this.catalog = sources.catalog();
        this.chronicle = sources.chronicle();
        this.request = request;
    }

    /**
     * One after another, until one cannot be changed, such as while it is being removed.
     *
     * @param services each with a definition
     * @return what was done, in JSON's words
     */
    Future<Map<ServiceName, String>> carryOut(List<Service> services) {
        Map<ServiceName, String> done = new LinkedHashMap<>();
        Future<?> all = Future.succeededFuture();
        for (Service service : services) {
            ServiceDefinition definition = service.definition().orElseThrow();
            all = all.compose(before -> put(definition, done)).compose(entry -> number(entry, service.number()));
        }
        return all.map(done);
    }

    private Future<Entry> put(ServiceDefinition definition, Map<ServiceName, String> done) {
        return catalog.put(definition, Precondition.NONE, Requester.author(request, chronicle))
                .map(result -> {
                    if (result.kind() != PutResult.Kind.UNCHANGED) {
                        Audit.changed(request, AuditedChange.defined(result.before(), definition));
                    }
                    return defined(result, done);
                });
    }

    private Entry defined(PutResult result, Map<ServiceName, String> done) {
        ServiceName service = result.entry().service();
        done.put(service, JsonParts.word(result.kind()));
        switch (result.kind()) {
            case CREATED -> tell(What.SERVICE_DEFINED, service, Numbers.NONE);
            case CHANGED -> tell(What.SERVICE_CHANGED, service, Numbers.NONE);
            case UNCHANGED -> {}
        }
        return result.entry();
    }

    /** Only the first one: later numbers come from those who scale the service. */
    private Future<Entry> number(Entry entry, OptionalInt wanted) {
        if (wanted.isEmpty() || entry.number().isPresent()) {
            return Future.succeededFuture(entry);
        }
        return catalog.ask(entry.service(), Ask.of(wanted.getAsInt(), policy, clock.instant()))
                .map(this::scaled);
    }

    private Entry scaled(Catalog.AskResult asked) {
        ServiceName service = asked.entry().service();
        tell(
                What.SERVICE_SCALED,
                service,
                new Numbers(OptionalInt.empty(), asked.entry().number()));
        Audit.changed(
                request,
                asked.allowance().by().isPresent()
                        ? AuditedChange.limited(service, OptionalInt.empty(), asked.allowance(), Cause.NONE)
                        : AuditedChange.scaled(
                                service, OptionalInt.empty(), asked.allowance().asked(), Cause.NONE));
        return asked.entry();
    }

    private void tell(What what, ServiceName service, Numbers numbers) {
        chronicle.tell(what, Subject.of(service), numbers, Cause.of(Requester.of(request)));
    }
}
