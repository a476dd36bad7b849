package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfOptionTest {
    private static final JsonObject FILE = new JsonObject().put("config", "/etc/a file.yml");

    @Test
    void needsNoParserForNoArguments() {
        assertThat(ConfOption.usual(List.of())).contains(new JsonObject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"config\":\"/etc/a file.yml\"}", "{ \"config\" : \"/etc/a file.yml\" }"})
    void needsNoParserForAFile(String json) {
        assertThat(ConfOption.usual(List.of("-conf", json))).contains(FILE);
        assertThat(ConfOption.usual(List.of("--conf", json))).contains(FILE);
        assertThat(ConfOption.file(new String[] {"-conf", json})).contains("/etc/a file.yml");
        assertThat(new JsonObject(json)).isEqualTo(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"config\":\"a\\u0062\"}",
                "{\"config\":\"a\",\"other\":1}",
                "{\"config\":1}",
                "{}",
                "{\"config\":\"a\"",
                "file.json"
            })
    void leavesAllElseToTheLauncher(String json) {
        assertThat(ConfOption.usual(List.of("-conf", json))).isEmpty();
    }

    @Test
    void leavesOtherArgumentsToTheLauncher() {
        assertThat(ConfOption.usual(List.of("-cluster"))).isEmpty();
        assertThat(ConfOption.usual(List.of("-conf", FILE.encode(), "-instances", "2")))
                .isEmpty();
        assertThat(ConfOption.usual(List.of("-conf=" + FILE.encode()))).isEmpty();
    }
}
