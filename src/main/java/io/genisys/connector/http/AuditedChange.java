package io.genisys.connector.http;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What a request changed, for the audit log.
 *
 * @param before empty: there was nothing, or that is not known
 * @param after empty: there is nothing any more, or what was done says it all
 * @param fields of a definition that differ; empty: there is none to compare with
 */
record AuditedChange(
        What what,
        Subject subject,
        Optional<JsonObject> before,
        Optional<JsonObject> after,
        Cause cause,
        List<String> fields) {

    static AuditedChange of(What what, Subject subject, JsonObject before, JsonObject after) {
        return new AuditedChange(
                what, subject, Optional.ofNullable(before), Optional.ofNullable(after), Cause.NONE, List.of());
    }

    static AuditedChange scaled(ServiceName service, OptionalInt before, int after, Cause cause) {
        return scaled(What.SERVICE_SCALED, service, number(before), number(OptionalInt.of(after)), cause);
    }

    /** Of which not all holds. */
    static AuditedChange limited(ServiceName service, OptionalInt before, Allowance allowance, Cause cause) {
        return scaled(What.SERVICE_LIMITED, service, number(before), LimitJson.of(allowance), cause);
    }

    private static AuditedChange scaled(
            What what, ServiceName service, JsonObject before, JsonObject after, Cause cause) {
        return new AuditedChange(what, Subject.of(service), Optional.of(before), Optional.of(after), cause, List.of());
    }

    static AuditedChange defined(Optional<ServiceDefinition> before, ServiceDefinition after) {
        return new AuditedChange(
                before.isPresent() ? What.SERVICE_CHANGED : What.SERVICE_DEFINED,
                Subject.of(after.name()),
                before.map(AuditedChange::definition),
                Optional.of(definition(after)),
                Cause.NONE,
                before.map(was -> differing(was, after)).orElse(List.of()));
    }

    static AuditedChange removed(ServiceDefinition definition, OptionalInt number) {
        return of(
                What.SERVICE_REMOVED,
                Subject.of(definition.name()),
                definition(definition).mergeIn(number(number)),
                null);
    }

    static AuditedChange allowed(What what, HostName host, Availability before, Availability after) {
        return of(what, Subject.of(host), availability(before), availability(after));
    }

    private static JsonObject number(OptionalInt number) {
        return new JsonObject().put("number", JsonParts.number(number));
    }

    /** Without the values of variables. */
    private static JsonObject definition(ServiceDefinition definition) {
        return new JsonObject().put("definition", new JsonObject(Masked.of(definition)));
    }

    private static JsonObject availability(Availability availability) {
        JsonObject json = new JsonObject().put("availability", JsonParts.word(availability.state()));
        availability.deadline().ifPresent(deadline -> json.put("deadline", deadline.toString()));
        return json;
    }

    /** By the values themselves: of variables, too. */
    private static List<String> differing(ServiceDefinition before, ServiceDefinition after) {
        Map<String, Object> was = DefinitionForm.write(before);
        Map<String, Object> is = DefinitionForm.write(after);
        TreeSet<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        fields.removeIf(field -> Objects.equals(was.get(field), is.get(field)));
        return List.copyOf(fields);
    }

    /** @param json to which all of it is added, null for what there is not */
    void writeTo(JsonObject json) {
        json.put("what", JsonParts.word(what))
                .put("service", subject.service().map(ServiceName::value).orElse(null))
                .put("host", subject.host().map(HostName::value).orElse(null))
                .put("before", before.orElse(null))
                .put("after", after.orElse(null))
                .put("fields", fields.isEmpty() ? null : new JsonArray(fields))
                .put("reason", cause.why().orElse(null))
                .put("meta", cause.meta().isEmpty() ? null : new JsonObject(Map.copyOf(cause.meta())));
    }
}
