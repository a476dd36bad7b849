package io.genisys.connector.soak;

import io.genisys.connector.soak.Belief.State;
import io.genisys.connector.testing.Api;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpTimeoutException;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Calls the API, and keeps what the answers make certain. One call a service at a time. */
final class Caller {
    private final Api api;
    private final Images images;
    private final Runnable onSilence;
    private final Log log;
    private final Map<Kind, Belief> beliefs = new EnumMap<>(Kind.class);

    private int variants;

    /** @param onSilence is called where an answer does not come in time */
    Caller(Api api, Images images, Runnable onSilence, Log log) {
        this.api = api;
        this.images = images;
        this.onSilence = onSilence;
        this.log = log;
        for (Kind kind : Kind.values()) {
            beliefs.put(kind, new Belief());
        }
    }

    /** Another than all before. */
    int nextVariant() {
        return ++variants;
    }

    Belief belief(Kind kind) {
        return beliefs.get(kind);
    }

    CompletableFuture<Integer> scale(Kind kind, int number) {
        String call = "scale " + kind.service() + " to " + number;
        return call(call, kind, () -> api.scale(kind.service(), number), state -> state.scaled(number));
    }

    CompletableFuture<Integer> define(Kind kind, int variant) {
        String body = kind.definition(images.of(kind), variant).encode();
        String call = "define " + kind.service() + " as variant " + variant;
        return call(call, kind, () -> api.put("/service/" + kind.service(), body), state -> state.defined(variant));
    }

    /** Its first step takes the number away. */
    CompletableFuture<Integer> delete(Kind kind) {
        return call("delete " + kind.service(), kind, () -> api.delete("/service/" + kind.service()), s -> State.ABSENT)
                .whenComplete((status, error) -> {
                    if (status != 204) {
                        beliefs.get(kind).unanswered(State::withoutNumber);
                    }
                });
    }

    /** Resets the back-off. */
    int retry(Kind kind) {
        return api.post("/service/" + kind.service() + "/retry", "{}").status();
    }

    Api.Answer scaleAnswer(Kind kind) {
        return api.get("/service/" + kind.service() + "/scale");
    }

    JsonObject scaleStatus(Kind kind) {
        return scaleAnswer(kind).body();
    }

    int running(Kind kind) {
        return api.running(kind.service());
    }

    State read(Kind kind) {
        Api.Answer definition = api.get("/service/" + kind.service());
        if (definition.status() == 404) {
            return State.ABSENT;
        }
        String variant = definition.body().getJsonObject("environment").getString("VARIANT");
        Integer number = scaleStatus(kind).getInteger("number");
        return new State(
                OptionalInt.of(Integer.parseInt(variant)),
                number == null ? OptionalInt.empty() : OptionalInt.of(number));
    }

    private CompletableFuture<Integer> call(
            String what, Kind kind, Supplier<Api.Answer> call, UnaryOperator<State> change) {
        log.count("calls");
        log.say("call " + what);
        return CompletableFuture.supplyAsync(() -> status(what, call)).thenApply(status -> {
            learn(beliefs.get(kind), status, change);
            return status;
        });
    }

    /** -1 where no answer came. */
    private int status(String what, Supplier<Api.Answer> call) {
        try {
            Api.Answer answer = call.get();
            String more = answer.status() == 200 ? "" : " " + answer.body().encode();
            log.say("answer to " + what + ": " + answer.status() + more);
            return answer.status();
        } catch (RuntimeException noAnswer) {
            log.say("no answer to " + what + ": " + noAnswer);
            if (noAnswer.getCause() instanceof HttpTimeoutException) {
                log.count("timed out");
                onSilence.run();
            }
            return -1;
        }
    }

    private static void learn(Belief belief, int status, UnaryOperator<State> change) {
        if (status >= 200 && status < 300) {
            belief.acknowledged(change);
        } else if (status < 400 || status >= 500) {
            belief.unanswered(change);
        }
    }
}
