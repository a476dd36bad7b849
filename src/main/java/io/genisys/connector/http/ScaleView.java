package io.genisys.connector.http;

import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.Unplaced;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** How far a service is, as JSON. Every field is always there; null where there is nothing to say. */
final class ScaleView {
    private ScaleView() {}

    static JsonObject outcome(ScaleOutcome outcome) {
        return new JsonObject()
                .put("service", outcome.service().value())
                .put("number", outcome.number())
                .put("running_resources", outcome.running())
                .put("converged", outcome.converged());
    }

    /** @param now what the ages of the hosts' reports are counted from */
    static JsonObject status(ScaleStatus status, Instant now) {
        return new JsonObject()
                .put("service", status.service().value())
                .put("number", number(status.number()))
                .put("running_resources", status.running())
                .put("starting", status.starting())
                .put("stopping", status.stopping())
                .put("failed", status.failed())
                .put("unknown", status.unknown())
                .put("converged", status.converged())
                .put("missing", status.missing())
                .put("unplaced", array(status.unplaced(), ScaleView::unplaced))
                .put("last_error", failure(status.lastError()))
                .put("back_off", array(status.backOff(), ScaleView::backOff))
                .put("hosts", array(status.hosts(), host -> host(host, now)));
    }

    private static JsonObject unplaced(Unplaced unplaced) {
        return new JsonObject().put("host", unplaced.host().value()).put("reason", unplaced.reason());
    }

    private static JsonObject backOff(BackOff backOff) {
        return new JsonObject()
                .put("host", backOff.host().value())
                .put("failures", backOff.failures())
                .put("last_at", backOff.lastAt().toString())
                .put("next_attempt", backOff.nextAttempt().toString())
                .put("error", failure(Optional.of(backOff.last())))
                .put("log", new JsonArray(backOff.log()));
    }

    private static JsonObject host(HostView host, Instant now) {
        return new JsonObject()
                .put("name", host.host().value())
                .put("state", word(host.condition()))
                .put("engine_version", host.engineVersion().orElse(null))
                .put("report_age_seconds", host.isKnown() ? age(host.at(), now) : null)
                .put("events_age_seconds", host.hasEvents() ? age(host.eventsAt(), now) : null)
                .put("error", failure(host.lastError()));
    }

    private static long age(Instant at, Instant now) {
        return Duration.between(at, now).toSeconds();
    }

    private static Integer number(OptionalInt number) {
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    private static JsonObject failure(Optional<Failure> failure) {
        return failure.map(f -> new JsonObject().put("kind", word(f.kind())).put("message", f.message()))
                .orElse(null);
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonObject> render) {
        return new JsonArray(values.stream().map(render).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
