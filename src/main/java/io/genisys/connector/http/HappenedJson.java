package io.genisys.connector.http;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What happened, as JSON. Every field is always there; null if there is nothing to say. */
final class HappenedJson {
    private HappenedJson() {}

    static JsonObject of(Happened happened) {
        Happened.Subject subject = happened.subject();
        Optional<Caller> caller = happened.cause().caller();
        return new JsonObject()
                .put("sequence", happened.sequence())
                .put("time", happened.time().toString())
                .put("what", JsonParts.word(happened.what()))
                .put("service", subject.service().map(ServiceName::value).orElse(null))
                .put("host", subject.host().map(HostName::value).orElse(null))
                .put("container", subject.container().orElse(null))
                .put("instance", JsonParts.number(subject.slot()))
                .put("from", JsonParts.number(happened.numbers().before()))
                .put("to", JsonParts.number(happened.numbers().after()))
                .put("why", happened.cause().why().orElse(null))
                .put("meta", meta(happened))
                .put("user", caller.flatMap(Caller::user).orElse(null))
                .put("address", caller.map(Caller::address).orElse(null))
                .put("request", caller.flatMap(Caller::request).orElse(null));
    }

    private static JsonObject meta(Happened happened) {
        Map<String, String> meta = happened.cause().meta();
        return meta.isEmpty() ? null : new JsonObject(new TreeMap<>(meta));
    }
}
