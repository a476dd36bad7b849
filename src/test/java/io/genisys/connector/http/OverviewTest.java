package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All services over all hosts. */
final class OverviewTest {
    private TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    private static Replica replica(String host, ContainerState state, Health health) {
        Container.Run run = Container.Run.of(state, health);
        return new Replica(
                new HostName(host),
                new Container(
                        host + state + health,
                        "genisys-web-1",
                        new Claim.Unlabelled(),
                        Optional.empty(),
                        Instant.EPOCH,
                        run));
    }

    @Test
    void countsWhatEachServiceHasOnEachHost() {
        api.has(TestApi.WEB);
        TestApi.await(api.catalog.number(new ServiceName("web"), OptionalInt.of(4)));
        api.fleet.runs(3);
        Replica going = replica("b", ContainerState.RUNNING, Health.HEALTHY);
        api.fleet.has(
                replica("a", ContainerState.RUNNING, Health.NONE),
                replica("a", ContainerState.RUNNING, Health.STARTING),
                replica("a", ContainerState.PAUSED, Health.NONE),
                replica("a", ContainerState.EXITED, Health.NONE),
                replica("b", ContainerState.CREATED, Health.NONE),
                new Replica(going.host(), going.container().draining(true)));
        JsonObject web = Answers.json(api.get("/overview"), 200)
                .getJsonObject("services")
                .getJsonObject("web");
        assertThat(web)
                .isEqualTo(new JsonObject()
                        .put("image", "nginx:1")
                        .put("number", 4)
                        .put("running_resources", 3)
                        .put("being_removed", false)
                        .put("hosts", new JsonObject().put("a", counts(1, 2, 1)).put("b", counts(0, 1, 1))));
    }

    private static JsonObject counts(int ready, int notReady, int failed) {
        return new JsonObject().put("ready", ready).put("not_ready", notReady).put("failed", failed);
    }

    @Test
    void isNotSentAgainAsLongAsNothingChanges() {
        api.has(TestApi.WEB);
        HttpResponse<String> first = api.get("/overview");
        String tag = Answers.header(first, "ETag");
        assertThat(api.get("/overview", "If-None-Match", tag).statusCode()).isEqualTo(304);
        api.fleet.runs(1);
        assertThat(api.get("/overview", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotKnownIsNull() {
        api.has(TestApi.WEB);
        api.fleet.knowsNoHost();
        JsonObject web = Answers.json(api.get("/overview"), 200)
                .getJsonObject("services")
                .getJsonObject("web");
        assertThat(web.getValue("running_resources")).isNull();
        assertThat(web.getValue("number")).isNull();
        assertThat(web.containsKey("number")).isTrue();
    }

    @Test
    void showsWhatItsCallerMayUse() {
        api.close();
        ApiUser shop = new ApiUser("shop", Optional.of("s"), new Grant(Role.READ, Set.of("shop-*")));
        api = TestApi.start(TestApi.settings("127.0.0.1", List.of(shop)));
        api.has(TestApi.WEB);
        api.has("{\"name\":\"shop-a\",\"image\":\"a:1\"}");
        String proof = "Basic " + Base64.getEncoder().encodeToString("shop:s".getBytes(StandardCharsets.UTF_8));
        assertThat(Answers.json(api.get("/overview", "Authorization", proof), 200)
                        .getJsonObject("services")
                        .fieldNames())
                .containsExactly("shop-a");
    }
}
