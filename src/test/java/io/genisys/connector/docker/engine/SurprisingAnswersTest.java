package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a real engine answered, with each value in turn missing or of another type. */
final class SurprisingAnswersTest extends ScriptedFaults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode recorded(String what) {
        try (InputStream file = SurprisingAnswersTest.class.getResourceAsStream("/engine/" + what + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noValueOfAnInspectionHidesTheRest() {
        JsonNode inspection = recorded("inspect");
        String id = inspection.get("Id").asText();
        scripted.when(Endpoint.LIST, Fault.answer(200, recorded("list").toString()));
        for (JsonNode garbled : variants(inspection)) {
            scripted.when(Endpoint.INSPECT, Fault.answer(200, garbled.toString()));
            Container found = engine.find(id).orElseThrow();
            assertThat(found.id()).isEqualTo(id);
            assertThat(found.state()).as(garbled.toString()).isEqualTo(ContainerState.RUNNING);
        }
    }

    @Test
    void noValueOfAListHidesTheRest() {
        JsonNode list = recorded("list");
        scripted.when(Endpoint.LIST, Fault.answer(200, list.toString()));
        scripted.when(Endpoint.INSPECT, Fault.answer(200, recorded("inspect").toString()));
        List<String> ids = engine.list().stream().map(Container::id).toList();
        for (JsonNode garbled : variants(list)) {
            scripted.when(Endpoint.LIST, Fault.answer(200, garbled.toString()));
            assertThat(engine.list())
                    .as(garbled.toString())
                    .allMatch(Container::isRunning)
                    .extracting(Container::id)
                    .containsAll(ids);
        }
    }

    @Test
    void readsACapabilityInAnySpelling() {
        JsonNode inspection = recorded("inspect");
        assertThat(inspection.at("/HostConfig/CapAdd").toString()).contains("net_raw");
        scripted.when(Endpoint.INSPECT, Fault.answer(200, inspection.toString()));
        assertThat(engine.find("gen-web-1").orElseThrow().isReady()).isTrue();
    }

    /** Each place with each of these in it, one at a time. */
    private static List<JsonNode> variants(JsonNode answer) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode other : List.of(
                json.nullNode(),
                json.textNode("1-2"),
                json.numberNode(-1),
                json.booleanNode(true),
                json.arrayNode().addNull(),
                json.objectNode().putNull("x"))) {
            int places = places(answer.deepCopy()).size();
            for (int i = 0; i < places; i++) {
                JsonNode garbled = answer.deepCopy();
                places(garbled).get(i).accept(other);
                all.add(garbled);
            }
        }
        return all;
    }

    private static List<Consumer<JsonNode>> places(JsonNode node) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(other -> object.set(name, other)));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(other -> array.set(index, other));
            }
        }
        node.forEach(child -> places.addAll(places(child)));
        return places;
    }
}
