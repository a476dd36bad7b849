package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Protects a container for a while: {@code {"for": "10m"}}; {@code 0s} ends that. */
final class ProtectRoute implements Action {
    private static final String FOR = "for";
    /** Docker's own tools show twelve digits. */
    private static final int SHORTEST_ID = 12;

    private final Sources sources;
    private final Catalog catalog;

    ProtectRoute(Sources sources) {
        this.sources = sources;
        this.catalog = sources.catalog();
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        ServiceName service = PathName.of(request);
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        Duration time = read(JsonBody.read(request));
        Replica replica = find(entry, request.pathParam("id"));
        Instant until = sources.clock().wall().plus(time);
        Optional<Protection> protection =
                time.isZero() ? Optional.empty() : Optional.of(new Protection(service, until));
        return catalog.protect(replica.id(), protection).map(done -> {
            tell(request, service, replica, protection);
            return Answer.json(
                    200,
                    new JsonObject()
                            .put("service", service.value())
                            .put("host", replica.host().value())
                            .put("id", replica.id())
                            .put("name", replica.container().name())
                            .put(
                                    "protected_until",
                                    protection.map(p -> p.until().toString()).orElse(null)));
        });
    }

    /** By its name, its id, or the first twelve digits of it or more. */
    private Replica find(Entry entry, String id) {
        return sources.fleet().replicas(entry.definition()).stream()
                .filter(replica -> replica.container().name().equals(id) || isIdOf(id, replica))
                .findFirst()
                .orElseThrow(() -> new FailureException(
                        FailureKind.UNKNOWN_CONTAINER, "service " + entry.service() + " has no container " + id));
    }

    private static boolean isIdOf(String id, Replica replica) {
        return replica.id().equals(id)
                || (id.length() >= SHORTEST_ID && replica.id().startsWith(id));
    }

    private void tell(RoutingContext request, ServiceName service, Replica replica, Optional<Protection> protection) {
        What what = protection.isPresent() ? What.CONTAINER_PROTECTED : What.CONTAINER_UNPROTECTED;
        Subject subject = Subject.of(service, replica);
        Optional<String> until = protection.map(one -> "until " + one.until());
        sources.chronicle().tell(what, subject, new Cause(until, Optional.of(Requester.of(request))));
        JsonObject after = new JsonObject().put("container", replica.container().name());
        protection.ifPresent(one -> after.put("protected_until", one.until().toString()));
        Audit.changed(request, AuditedChange.of(what, subject, null, after));
    }

    private static Duration read(Map<String, Object> body) {
        List<FieldError> errors = new ArrayList<>();
        body.keySet().stream()
                .filter(field -> !field.equals(FOR))
                .forEach(field -> errors.add(new FieldError(field, "is an unknown field; the only one is for")));
        Optional<Duration> time = duration(body.get(FOR));
        if (time.isEmpty()) {
            errors.add(new FieldError(FOR, Durations.ALLOWED + ", at most 24h; 0s ends the protection"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return time.orElseThrow();
    }

    private static Optional<Duration> duration(Object value) {
        return value instanceof String || value instanceof Number
                ? Durations.parse(value.toString()).filter(time -> time.compareTo(Protection.LONGEST) <= 0)
                : Optional.empty();
    }
}
