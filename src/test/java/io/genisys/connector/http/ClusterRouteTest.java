package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClusterRouteTest {
    @Test
    void showsTheNodesAndWhichOfThemLeads() {
        try (TestApi api = TestApi.start()) {
            JsonObject shown = new JsonObject(api.get("/cluster").body());

            assertThat(shown.getString("name")).isEqualTo("genisys");
            assertThat(shown.getString("node")).isEqualTo("n1");
            assertThat(shown.getString("leader")).isEqualTo("n2");
            assertThat(shown.getInteger("epoch")).isEqualTo(7);
            assertThat(shown.getJsonArray("members").getJsonObject(0))
                    .isEqualTo(new JsonObject()
                            .put("name", "n1")
                            .put("address", "10.0.0.1")
                            .put("release", "1.0.0")
                            .put("voter", true)
                            .put("state", "up")
                            .put("hosts", new JsonArray().add("docker"))
                            .putNull("last_heard_seconds")
                            .putNull("clock_offset_seconds")
                            .putNull("bus"));
            assertThat(shown.getJsonArray("members").getJsonObject(1).getDouble("clock_offset_seconds"))
                    .isEqualTo(-1.5);
            assertThat(shown.getJsonArray("members").getJsonObject(2).getString("state"))
                    .isEqualTo("gone");
        }
    }

    @Test
    void doesNotSayHowThoseAreThatItCannotKnowOf() {
        try (TestApi api = TestApi.start()) {
            api.cluster.sever(Duration.ofSeconds(3));

            JsonObject shown = new JsonObject(api.get("/cluster").body());

            assertThat(shown.getBoolean("quorum")).isFalse();
            assertThat(shown.getJsonArray("members").stream()
                            .map(JsonObject.class::cast)
                            .map(member -> member.getString("state")))
                    .containsExactly("up", "up", "unknown");
        }
    }
}
