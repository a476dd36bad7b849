package io.genisys.connector.http;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An error as RFC 9457 has it. What HTTP itself has a status for is {@code about:blank}, titled with the status's
 * phrase; the rest is {@code urn:genisys:problem:} and the kind of the failure.
 *
 * @param errors the fields at fault; empty if no field is
 * @param extensions members beyond the standard ones
 */
record Problem(String type, String title, int status, String detail, List<FieldError> errors, JsonObject extensions) {
    private static final String OURS = "urn:genisys:problem:";

    Problem {
        Objects.requireNonNull(detail);
        errors = List.copyOf(errors);
    }

    static Problem of(Failure failure) {
        return of(failure.kind(), failure.message(), List.of());
    }

    /** A defect of ours is logged, and hardly told. */
    static Problem of(Throwable error) {
        if (error instanceof InvalidException invalid) {
            return of(FailureKind.INVALID, invalid.getMessage(), invalid.errors());
        }
        return error instanceof HttpException http ? of(http) : of(Failures.of(error));
    }

    private static Problem of(FailureKind kind, String detail, List<FieldError> errors) {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        String type = OURS + words.replace(' ', '-');
        return new Problem(type, title, Status.of(kind), detail, errors, new JsonObject());
    }

    private static Problem of(HttpException error) {
        int status = error.getStatusCode();
        String detail = error.getPayload() == null ? Status.detail(status) : error.getPayload();
        return new Problem("about:blank", error.getMessage(), status, detail, List.of(), new JsonObject());
    }

    Problem with(JsonObject members) {
        return new Problem(type, title, status, detail, errors, members);
    }

    Answer answer() {
        JsonObject body = new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("errors", new JsonArray(errors.stream().map(Problem::error).toList()))
                .mergeIn(extensions);
        Answer answer = Answer.json(status, body).with("Content-Type", "application/problem+json");
        return retryAfter().map(seconds -> answer.with("Retry-After", seconds)).orElse(answer);
    }

    private Optional<String> retryAfter() {
        return switch (type) {
            case OURS + "overloaded" -> Optional.of("1");
            case OURS + "no-quorum" -> Optional.of("5");
            default -> Optional.empty();
        };
    }

    private static JsonObject error(FieldError error) {
        return new JsonObject().put("field", error.field()).put("message", error.message());
    }
}
