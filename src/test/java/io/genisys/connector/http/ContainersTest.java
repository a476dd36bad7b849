package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** GET /service/web/containers. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class ContainersTest {
    private static final String CONTAINERS = "/service/web/containers";

    private final TestApi api;

    ContainersTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @BeforeEach
    void aService() {
        api.has(TestApi.WEB);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void hasNoneWhereNoneRuns() {
        assertThat(Answers.json(api.get(CONTAINERS), 200))
                .isEqualTo(new JsonObject("{\"service\":\"web\",\"containers\":[]}"));
    }

    @Test
    void tellsWhereEachContainerIsReached() {
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1));
        api.fleet.has(HostsTest.replica("a", "genisys-web-1", port("8080", "0.0.0.0", 32768)));
        assertThat(Answers.json(api.get(CONTAINERS), 200))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"service": "web", "containers": [
                          {"host": "a", "id": "id of genisys-web-1", "name": "genisys-web-1", "state": "running",
                           "health": null, "created_at": "2026-01-02T03:04:05Z",
                           "started_at": "2026-01-02T03:04:06Z", "own": true, "ready": true, "draining": false,
                           "ports": [{"container": "8080/tcp", "address": "10.0.0.1", "port": 32768}]}]}"""));
    }

    @Test
    void tellsTheAddressesInNetworksWithNamesOfTheirOwn() {
        api.fleet.has(HostsTest.replica("a", "genisys-web-1", Map.of("shop", "172.20.0.2")));
        assertThat(Answers.json(api.get(CONTAINERS), 200)
                        .getJsonArray("containers")
                        .getJsonObject(0)
                        .getJsonObject("networks"))
                .isEqualTo(new JsonObject().put("shop", "172.20.0.2"));
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, NONE, true, running, , true",
        "RUNNING, STARTING, true, running, starting, false",
        "RUNNING, HEALTHY, false, running, healthy, true",
        "RUNNING, UNHEALTHY, false, running, unhealthy, false",
        "EXITED, NONE, true, exited, , false",
        "PAUSED, HEALTHY, true, paused, healthy, false"
    })
    void tellsWhichContainersTakeRequests(
            ContainerState state, Health health, boolean own, String shownState, String shownHealth, boolean ready) {
        api.fleet.has(replica(state, health, own));
        assertThat(Answers.json(api.get(CONTAINERS), 200)
                        .getJsonArray("containers")
                        .getJsonObject(0)
                        .getMap())
                .containsEntry("state", shownState)
                .containsEntry("health", shownHealth)
                .containsEntry("own", own)
                .containsEntry("started_at", null)
                .containsEntry("ready", ready);
    }

    private static Replica replica(ContainerState state, Health health, boolean own) {
        Container base = HostsTest.replica("a", "web").container();
        return new Replica(
                new HostName("a"),
                new Container(
                        base.id(),
                        base.name(),
                        own ? base.claim() : new Claim.Unlabelled(),
                        base.image(),
                        Instant.EPOCH,
                        Container.Run.of(state, health)));
    }

    /** What is published, the host's address where it is known, and what is shown. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "80 0.0.0.0 1, 10.0.0.1, 80/tcp 10.0.0.1 1",
                "80 :: 1, 10.0.0.1, 80/tcp 10.0.0.1 1",
                "80 0.0.0.0 1; 80 :: 1, 10.0.0.1, 80/tcp 10.0.0.1 1",
                "80 0.0.0.0 1; 80 :: 2, 10.0.0.1, 80/tcp 10.0.0.1 1",
                "80 0.0.0.0 1; 80 :: 1, -, 80/tcp 0.0.0.0 1",
                "80 :: 1, -, 80/tcp :: 1",
                "80 0.0.0.0 1; 80 0.0.0.0 2; 80 :: 1; 80 :: 2, -, 80/tcp 0.0.0.0 1; 80/tcp 0.0.0.0 2",
                "80 127.0.0.1 1, 10.0.0.1, 80/tcp 127.0.0.1 1",
                "80 192.168.0.7 1; 80 :: 1, 10.0.0.1, 80/tcp 192.168.0.7 1; 80/tcp 10.0.0.1 1",
                "53/udp 0.0.0.0 1; 53 :: 1, 10.0.0.1, 53/udp 10.0.0.1 1; 53/tcp 10.0.0.1 1",
                "'', 10.0.0.1, ''"
            })
    void showsEachPublishedPortOnceAndWhereItIsReached(String published, String address, String shown) {
        PublishedPort[] ports =
                parts(published).stream().map(ContainersTest::port).toArray(PublishedPort[]::new);
        JsonObject container = ContainerJson.of(HostsTest.replica("a", "web", ports), Optional.ofNullable(address));
        assertThat(container.getJsonArray("ports").stream()
                        .map(JsonObject.class::cast)
                        .map(p -> p.getString("container") + " " + p.getString("address") + " " + p.getInteger("port"))
                        .collect(Collectors.toList()))
                .isEqualTo(parts(shown));
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("; ")).filter(part -> !part.isEmpty()).toList();
    }

    private static PublishedPort port(String text) {
        String[] words = text.split(" ", 3);
        return port(words[0], words[1], Integer.parseInt(words[2]));
    }

    private static PublishedPort port(String port, String address, int hostPort) {
        return new PublishedPort(PortSpec.parse(port), address, hostPort);
    }

    @Test
    void leavesAnAddressAsItIsWhereTheHostHasLeft() {
        api.fleet.has(HostsTest.replica("gone", "web", port("80", "0.0.0.0", 1)));
        assertThat(api.get(CONTAINERS).body()).contains("\"address\":\"0.0.0.0\"");
    }

    @Test
    void keepsAnOrderThatDoesNotDependOnReports() {
        api.fleet.has(
                HostsTest.replica("b", "web-1"), HostsTest.replica("a", "web-3"), HostsTest.replica("a", "web-2"));
        assertThat(Answers.json(api.get(CONTAINERS), 200).getJsonArray("containers").stream()
                        .map(container -> ((JsonObject) container).getString("name")))
                .containsExactly("web-2", "web-3", "web-1");
    }

    @Test
    void doesNotGuessWhereNoHostIsKnown() {
        api.fleet.knowsNoHost();
        assertThat(Answers.problem(api.get(CONTAINERS), 503).getString("type"))
                .isEqualTo("urn:genisys:problem:unreachable");
    }
}
