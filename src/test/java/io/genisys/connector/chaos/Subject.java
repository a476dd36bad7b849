package io.genisys.connector.chaos;

import io.genisys.connector.soak.Belief;
import io.genisys.connector.soak.Belief.State;
import io.genisys.connector.soak.Log;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RealNode;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One service: what is asked of it, one call at a time, through any node, and what the answers make certain. */
final class Subject {
    private static final String CHANGE = "CHANGE";

    private final String name;
    private final Log log;
    private final Belief belief = new Belief();
    private int most;
    private int least;

    Subject(String name, Log log) {
        this.name = name;
        this.log = log;
    }

    String name() {
        return name;
    }

    Belief belief() {
        return belief;
    }

    /** The largest number that was asked for since the last {@link #settle}. */
    synchronized int most() {
        return most;
    }

    /** The smallest one; 0 if it was to be removed. */
    synchronized int least() {
        return least;
    }

    /** The certain number really runs. */
    synchronized void settle() {
        most = number();
        least = most;
    }

    /** What is certain; 0 if none is wanted. */
    int number() {
        return belief.state().number().orElse(0);
    }

    private synchronized void ask(int number) {
        most = Math.max(most, number);
        least = Math.min(least, number);
    }

    /** @param change its id, which differs from those of all others */
    int define(RealNode node, int change) {
        JsonObject body = new JsonObject()
                .put("image", DockerDaemon.IMAGE)
                .put("environment", new JsonObject().put(CHANGE, Integer.toString(change)));
        return call(
                node + " define " + name + " as " + change,
                () -> node.api().put("/service/" + name, body.encode()),
                state -> state.defined(change));
    }

    /** Waits until the number is reached, if it is soon. */
    int scale(RealNode node, int number) {
        ask(number);
        return call(
                node + " scale " + name + " to " + number,
                () -> node.api().scale(name, number),
                state -> state.scaled(number));
    }

    /** Waits only until the number is kept. */
    int order(RealNode node, int number) {
        ask(number);
        return call(
                node + " order " + number + " of " + name,
                () -> node.api().order(name, number),
                state -> state.scaled(number));
    }

    int delete(RealNode node) {
        ask(0);
        return call(node + " delete " + name, () -> node.api().delete("/service/" + name), state -> State.ABSENT);
    }

    /** @param exported an entry of an export, or null if it has none of this name */
    boolean allows(JsonObject exported) {
        return belief.allows(exported == null ? State.ABSENT : state(exported));
    }

    /** Whether that node has it as defined last. */
    boolean isKnownTo(RealNode node) {
        JsonObject definition = node.api().get("/service/" + name).body();
        return belief.state().variant().equals(change(definition));
    }

    private static OptionalInt change(JsonObject definition) {
        JsonObject environment = definition.getJsonObject("environment");
        return environment == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(environment.getString(CHANGE)));
    }

    static String name(JsonObject exported) {
        return exported.getJsonObject("definition").getString("name");
    }

    static State state(JsonObject exported) {
        Integer number = exported.getInteger("number");
        return new State(
                change(exported.getJsonObject("definition")),
                number == null ? OptionalInt.empty() : OptionalInt.of(number));
    }

    /** @return the status; -1 without an answer */
    private int call(String what, Supplier<Api.Answer> call, UnaryOperator<State> change) {
        log.count("calls");
        try {
            Api.Answer answer = call.get();
            log.say(what + ": " + answer.status()
                    + (answer.status() < 400 ? "" : " " + answer.body().encode()));
            learn(what, answer, change);
            return answer.status();
        } catch (RuntimeException noAnswer) {
            log.say(what + ": " + noAnswer);
            if (!(noAnswer.getCause() instanceof ConnectException)) {
                log.count("unanswered");
                belief.unanswered(change);
            }
            return -1;
        }
    }

    private void learn(String what, Api.Answer answer, UnaryOperator<State> change) {
        int status = answer.status();
        log.count(Integer.toString(status));
        if (status < 300) {
            belief.acknowledged(change);
        } else if (status >= 500 && !answer.body().encode().contains("nothing was changed")) {
            belief.unanswered(change);
        } else if (status == 404 && !belief.allows(State.ABSENT)) {
            log.violation(what + " is answered 404, and it is " + belief);
        }
    }
}
