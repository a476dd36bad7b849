package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts something else in the place of each value, one at a time: that gives a result or a clear failure. */
final class GarbledAnswersTest extends ScriptedFaults {
    static Stream<JsonNode> somethingElse() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return Stream.of(
                json.nullNode(),
                json.textNode("x"),
                json.numberNode(-1),
                json.arrayNode().addNull(),
                json.objectNode().putNull("x"));
    }

    @ParameterizedTest
    @MethodSource("somethingElse")
    void givesAResultOrAClearFailure(JsonNode other) {
        scripted.state().offer(IMAGE);
        String id = started(1);
        scripted.state().run(IMAGE, Map.of());
        tryAll(Endpoint.VERSION, other, engine::connect);
        tryAll(Endpoint.LIST, other, engine::list);
        tryAll(Endpoint.INSPECT, other, () -> engine.find(id));
        tryAll(Endpoint.CREATE, other, () -> {
            engine.remove("gen-web-2");
            engine.create(container(2));
        });
        tryAll(Endpoint.PULL, other, () -> engine.pull(container(1).definition().image()));
    }

    private void tryAll(Endpoint endpoint, JsonNode other, ThrowingCallable call) {
        AtomicInteger places = new AtomicInteger(1);
        for (int i = 0; i < places.get(); i++) {
            int place = i;
            scripted.forgive();
            scripted.when(
                    endpoint,
                    Fault.editTree(answer -> places.accumulateAndGet(replace(answer, place, other), Math::max)));
            assertThatCode(() -> allowFailure(call)).as(endpoint + " " + place).doesNotThrowAnyException();
        }
        assertThat(places.get()).isGreaterThan(1);
        scripted.forgive();
    }

    private static void allowFailure(ThrowingCallable call) throws Throwable {
        try {
            call.call();
        } catch (EngineException e) {
            assertThat(e.kind()).as(e.getMessage()).isNotIn(FailureKind.INTERNAL, FailureKind.TIMEOUT);
        }
    }

    /** @return how many places there are */
    private static int replace(JsonNode answer, int place, JsonNode other) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        collect(answer, places);
        if (place < places.size()) {
            places.get(place).accept(other);
        }
        return places.size();
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(other -> object.set(name, other)));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(other -> array.set(index, other));
            }
        }
        node.forEach(child -> collect(child, places));
    }
}
