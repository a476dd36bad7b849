package io.genisys.connector.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.RunningConnector;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Makes the calls that the documents show, one after another, and compares the answers with those that they show. */
@Timeout(60)
class ShownCallsTest {
    private static final String IMAGE = "busybox:1.36";

    private final Map<String, String> files = new HashMap<>();

    @Test
    void eachCallIsAnsweredAsShown(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("conf/services.py"), folder.resolve("services.py"));
        try (ScriptedEngine east = engine();
                ScriptedEngine west = engine();
                RunningConnector connector = RunningConnector.start(folder, hosts(east, west))) {
            List<ShownCall> calls = Stream.of("README.md", "docs/api.md")
                    .flatMap(document -> Document.read(Path.of(document)).blocks().stream())
                    .flatMap(block -> ShownCall.in(block).stream())
                    .toList();
            assertThat(calls).hasSizeGreaterThan(20);
            calls.forEach(call -> check(call, connector.api()));
        }
    }

    private static ScriptedEngine engine() {
        ScriptedEngine engine = ScriptedEngine.start();
        engine.state().addImage(IMAGE);
        return engine;
    }

    private static List<String> hosts(ScriptedEngine east, ScriptedEngine west) {
        return List.of(
                "hosts:",
                "  - {name: east-1, url: '" + east.tcpUrl() + "'}",
                "  - {name: west-1, url: '" + west.tcpUrl() + "', labels: {zone: west}, max_containers: 100}");
    }

    private void check(ShownCall call, Api api) {
        if (call.path().startsWith("/service/crash")
                && api.get("/service/crash").status() == 404) {
            api.define("crash", IMAGE);
        }
        String body = call.body().startsWith("@") ? files.get(call.body().substring(1)) : call.body();
        Api.Answer answer = api.send(call.method(), call.path(), call.headers(), body);
        call.savedTo().ifPresent(file -> files.put(file, answer.response().body()));

        assertThat(answer.status()).as("%s: %s", call, answer.response().body()).satisfies(status -> assertThat(
                        call.shownStatus().orElse(status / 100 == 2 ? status : 200))
                .isEqualTo(status));
        call.shownBody().ifPresent(shown -> assertThat(form(answer.body(), shown))
                .as(call.toString())
                .isEqualTo(form(shown, answer.body())));
    }

    /** The members of a value and their types; what is empty or null in the other one is left out in both. */
    private static Object form(Object value, Object other) {
        if (value instanceof JsonObject object && other instanceof JsonObject others) {
            Map<String, Object> members = new TreeMap<>();
            object.fieldNames().forEach(name -> members.put(name, form(object.getValue(name), others.getValue(name))));
            return members;
        }
        if (value instanceof JsonArray array && other instanceof JsonArray others) {
            return array.isEmpty() || others.isEmpty()
                    ? "a list"
                    : List.of(form(array.getValue(0), others.getValue(0)));
        }
        return value == null || other == null
                ? "any"
                : value instanceof Number ? "a number" : value.getClass().getSimpleName();
    }
}
