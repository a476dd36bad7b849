package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Limit;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What holds numbers back, as JSON. Of a service without limits that is not frozen there is nothing to say. */
final class LimitJson {
    private static final String FROZEN = "frozen";

    private LimitJson() {}

    /** For the answer to a number: what was asked for, and what holds of it. */
    static JsonObject of(Allowance allowance) {
        return new JsonObject()
                .put("number", JsonParts.number(allowance.number()))
                .put("asked", allowance.asked())
                .put("limited_by", allowance.by().map(Limit::word).orElse(null));
    }

    /** For the view of a service. */
    static JsonObject of(Entry entry, Catalog catalog, ScalePolicy policy, SteadyClock clock) {
        JsonObject json = new JsonObject();
        Optional<Freeze> freeze = catalog.freezes().of(entry.service());
        entry.allowance(policy, freeze.isPresent(), clock.instant())
                .ifPresent(allowance -> json.put("asked", allowance.asked())
                        .put("limited_by", allowance.by().map(Limit::word).orElse(null))
                        .put("limited_until", limitedUntil(allowance, freeze, clock)));
        freeze.ifPresent(one -> json.put(FROZEN, freeze(one)));
        return json;
    }

    private static String limitedUntil(Allowance allowance, Optional<Freeze> freeze, SteadyClock clock) {
        return allowance
                .next()
                .map(clock::onTheWall)
                .or(() -> freeze.filter(one -> allowance.by().isPresent()).flatMap(Freeze::until))
                .map(Instant::toString)
                .orElse(null);
    }

    static JsonObject freeze(Freeze freeze) {
        return new JsonObject()
                .put("reason", freeze.reason().orElse(null))
                .put("since", freeze.since().toString())
                .put("until", freeze.until().map(Instant::toString).orElse(null))
                .put("user", freeze.by().flatMap(Caller::user).orElse(null))
                .put("address", freeze.by().map(Caller::address).orElse(null));
    }

    /** Of one service: its own freeze, or that of all. */
    static JsonObject freeze(ServiceName service, Freezes freezes) {
        return new JsonObject()
                .put("service", service.value())
                .put(FROZEN, freezes.of(service).map(LimitJson::freeze).orElse(null))
                .put("all", freezes.all().isPresent());
    }

    /** @param shown whether a service of that name is shown */
    static JsonObject freezes(Freezes freezes, Predicate<String> shown) {
        JsonObject services = new JsonObject();
        freezes.services().entrySet().stream()
                .filter(entry -> shown.test(entry.getKey().value()))
                .forEach(entry -> services.put(entry.getKey().value(), freeze(entry.getValue())));
        return new JsonObject()
                .put("all", freezes.all().map(LimitJson::freeze).orElse(null))
                .put("services", services);
    }
}
