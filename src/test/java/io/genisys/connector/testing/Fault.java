package io.genisys.connector.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What goes wrong with a call: around the engine's work, or in its place. */
@FunctionalInterface
public interface Fault {
    void strike(Exchange exchange, Work work) throws IOException;

    /** What the engine does, answer included. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static Fault none() {
        return (exchange, work) -> work.run();
    }

    /** Nothing is done; the message comes as the engine's own words. */
    static Fault refuse(int status, String message) {
        return (exchange, work) -> exchange.refuse(status, message);
    }

    /** Nothing is done, and any text comes as the answer. */
    static Fault answer(int status, String body) {
        return (exchange, work) -> exchange.answer(status, "application/json", body);
    }

    /** The work begins after this time, if the client is still there. */
    static Fault delay(Duration time) {
        return (exchange, work) -> {
            long end = System.nanoTime() + time.toNanos();
            exchange.waitWhile(() -> System.nanoTime() < end);
            work.run();
        };
    }

    /** The work begins when this has come true, if the client is still there. */
    static Fault until(BooleanSupplier condition) {
        return (exchange, work) -> {
            exchange.waitWhile(() -> !condition.getAsBoolean());
            work.run();
        };
    }

    /** Neither work nor answer, and the connection stays open. */
    static Fault freeze() {
        return until(() -> false);
    }

    /** The connection ends, and nothing is done. */
    static Fault cut() {
        return (exchange, work) -> exchange.cut();
    }

    /** The work is done, and the connection ends without an answer. */
    static Fault loseAnswer() {
        return (exchange, work) -> {
            work.run();
            exchange.cut();
        };
    }

    /** The work is done, and the connection ends in the midst of the answer. */
    static Fault cutInHalf() {
        return (exchange, work) -> {
            work.run();
            exchange.cutInHalf();
        };
    }

    /** The work is done, and its answer, or each line of it, goes through this. */
    static Fault edit(UnaryOperator<String> by) {
        return (exchange, work) -> {
            exchange.edit(by);
            work.run();
        };
    }

    /** As {@link #edit}, for each object of JSON at the top, or in the list at the top. */
    static Fault editEach(Consumer<ObjectNode> by) {
        return editTree(top -> {
            if (top.isArray()) {
                top.forEach(each -> by.accept((ObjectNode) each));
            } else {
                by.accept((ObjectNode) top);
            }
        });
    }

    /** As {@link #edit}, for JSON. */
    static Fault editTree(Consumer<JsonNode> by) {
        ObjectMapper json = new ObjectMapper();
        return edit(text -> {
            try {
                JsonNode top = json.readTree(text);
                by.accept(top);
                return top.toString();
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /** Nothing is done; the answer is a stream of these lines, of any text, which ends. */
    static Fault lines(String... lines) {
        return (exchange, work) -> {
            exchange.stream();
            for (String line : lines) {
                exchange.raw(line + "\r\n");
            }
        };
    }

    /** As {@link #lines}, and the stream stays open and says no more. */
    static Fault linesThenSilence(String... lines) {
        return (exchange, work) -> {
            lines(lines).strike(exchange, work);
            exchange.waitWhile(() -> true);
        };
    }

    /** Nothing is done; the answer begins and goes on with a blank now and then, until the client is gone. */
    static Fault trickle(Duration pause) {
        return (exchange, work) -> {
            exchange.stream();
            while (true) {
                exchange.raw(" ");
                delay(pause).strike(exchange, () -> {});
            }
        };
    }
}
