package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.genisys.connector.testing.CapturedLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /traefik and GET /prometheus. */
final class DiscoveryTest {
    private final TestApi api = TestApi.start();

    @BeforeEach
    void hosts() {
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1), HostsTest.view("b", HostCondition.READY, 1));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void web() {
        api.has("{\"name\":\"web\",\"image\":\"nginx:1\",\"ports\":[8080]}");
    }

    private String traefik() {
        return ok("/traefik");
    }

    private String ok(String path) {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return response.body();
    }

    private static Replica replica(String host, String name, String port, String address, int hostPort) {
        return HostsTest.replica(host, name, new PublishedPort(PortSpec.parse(port), address, hostPort));
    }

    @Test
    void traefikReadsEachPortAsAServiceWithTheContainersThatTakeRequests() {
        web();
        api.fleet.has(
                replica("b", "genisys-web-1", "8080", "0.0.0.0", 2), replica("a", "genisys-web-2", "8080", "::", 1));
        assertThat(traefik())
                .isEqualTo("{\"http\":{\"services\":{\"web-8080\":{\"loadBalancer\":{\"servers\":["
                        + "{\"url\":\"http://10.0.0.1:1\"},{\"url\":\"http://10.0.0.1:2\"}]}}}},"
                        + "\"tcp\":{\"services\":{\"web-8080\":{\"loadBalancer\":{\"servers\":["
                        + "{\"address\":\"10.0.0.1:1\"},{\"address\":\"10.0.0.1:2\"}]}}}}}");
    }

    @Test
    void labelsOfTheDefinitionAreRoutersOfTraefik() {
        api.has(
                """
                {"name": "web", "image": "nginx:1", "ports": [8080, 9090], "labels": {
                  "traefik.enable": "true",
                  "traefik.http.routers.Shop.rule": "Host(`a.example`) && PathPrefix(`/x`)",
                  "traefik.http.routers.Shop.entryPoints": "web, websecure",
                  "traefik.http.routers.Shop.middlewares": "auth@file",
                  "traefik.http.routers.Shop.priority": "7",
                  "traefik.http.routers.Shop.service": "shop",
                  "traefik.http.routers.Shop.tls": "true",
                  "traefik.http.routers.Shop.tls.certresolver": "le",
                  "traefik.http.routers.plain.rule": "Host(`b.example`)",
                  "traefik.http.routers.plain.tls": "true",
                  "traefik.http.services.shop.loadbalancer.server.port": "9090",
                  "traefik.http.services.shop.loadbalancer.server.scheme": "https"}}""");
        api.fleet.has(replica("a", "genisys-web-1", "9090", "0.0.0.0", 2));
        assertThat(traefik())
                .startsWith("{\"http\":{\"routers\":{"
                        + "\"Shop\":{\"rule\":\"Host(`a.example`) && PathPrefix(`/x`)\","
                        + "\"entryPoints\":[\"web\",\"websecure\"],\"middlewares\":[\"auth@file\"],\"priority\":7,"
                        + "\"service\":\"web-9090\",\"tls\":{\"certResolver\":\"le\"}},"
                        + "\"plain\":{\"rule\":\"Host(`b.example`)\",\"service\":\"web-9090\",\"tls\":true}},"
                        + "\"services\":{")
                .contains("{\"url\":\"https://10.0.0.1:2\"}");
    }

    @Test
    void whatTraefikMightNotTakeIsLeftOutAsItWouldPassOverTheWholeDocument() {
        api.has(
                """
                {"name": "web", "image": "nginx:1", "ports": [8080], "labels": {
                  "traefik.http.routers.a.rule": "Host(`a`)",
                  "traefik.http.routers.a.priority": "high",
                  "traefik.http.routers.a.misspelt": "x",
                  "traefik.http.routers.norule.entrypoints": "web",
                  "traefik.http.routers.b.rule": "two\\nlines",
                  "traefik.http.routers.c c.rule": "Host(`c`)",
                  "traefik.http.middlewares.m.none.such": "x",
                  "traefik.http.services.s.loadbalancer.server.scheme": "ftp"}}""");
        assertThat(traefik())
                .startsWith("{\"http\":{\"routers\":{\"a\":{\"rule\":\"Host(`a`)\",\"service\":\"web-8080\"}},");
    }

    @Test
    void aRouterOfTwoServicesIsThatOfTheFirstAndADisabledServiceIsLeftOut() {
        for (String name : List.of("b", "a")) {
            api.has("{\"name\":\"" + name + "\",\"image\":\"nginx:1\",\"ports\":[80],"
                    + "\"labels\":{\"traefik.http.routers.r.rule\":\"Host(`" + name + "`)\"}}");
        }
        assertThat(traefik()).contains("\"routers\":{\"r\":{\"rule\":\"Host(`a`)\",\"service\":\"a-80\"}}");
        api.has("{\"name\":\"a\",\"image\":\"nginx:1\",\"ports\":[80],\"labels\":{\"traefik.enable\":\"false\"}}");
        assertThat(traefik()).contains("Host(`b`)").doesNotContain("a-80");
    }

    @Test
    void udpIsASectionOfItsOwn() {
        api.has("{\"name\":\"dns\",\"image\":\"dns:1\",\"ports\":[\"53/udp\"]}");
        api.fleet.has(replica("a", "genisys-dns-1", "53/udp", "0.0.0.0", 32771));
        assertThat(traefik())
                .isEqualTo("{\"udp\":{\"services\":{\"dns-53\":{\"loadBalancer\":{\"servers\":["
                        + "{\"address\":\"10.0.0.1:32771\"}]}}}}}");
    }

    @Test
    void withNothingToSayTheDocumentIsEmptyAndHasNoEmptyObjectInIt() {
        assertThat(traefik()).isEqualTo("{}");
        api.has("{\"name\":\"worker\",\"image\":\"busybox:1\"}");
        assertThat(traefik()).isEqualTo("{}");
        assertThat(ok("/prometheus")).isEqualTo("[]");
    }

    @Test
    void aServiceWithoutContainersHasNoServers() {
        web();
        assertThat(traefik()).contains("\"web-8080\":{\"loadBalancer\":{\"servers\":[]}}");
    }

    @Test
    void theSameStateGivesTheSameBytesWhateverTheOrderOfReports() {
        web();
        Replica first = replica("a", "genisys-web-1", "8080", "0.0.0.0", 1);
        Replica second = replica("b", "genisys-web-2", "8080", "0.0.0.0", 2);
        api.fleet.has(first, second);
        String traefik = traefik();
        String prometheus = ok("/prometheus");
        api.fleet.has(second, first);
        assertThat(traefik()).isEqualTo(traefik);
        assertThat(ok("/prometheus")).isEqualTo(prometheus);
    }

    @Test
    void whatIsBeingStoppedLeavesTheListsAtOnceAndIsShownAsDraining() {
        web();
        Replica one = replica("a", "genisys-web-1", "8080", "0.0.0.0", 1);
        Replica two = replica("a", "genisys-web-2", "8080", "0.0.0.0", 2);
        api.fleet.has(one, two);
        assertThat(traefik()).contains("10.0.0.1:1\"").contains("10.0.0.1:2\"");

        api.fleet.has(one, new Replica(two.host(), two.container().draining(true)));

        assertThat(traefik()).contains("10.0.0.1:1\"").doesNotContain("10.0.0.1:2\"");
        assertThat(new JsonArray(ok("/prometheus"))).hasSize(1);
        JsonObject shown = new JsonObject(api.get("/service/web/containers").body())
                .getJsonArray("containers")
                .getJsonObject(1);
        assertThat(shown.getBoolean("ready")).isFalse();
        assertThat(shown.getBoolean("draining")).isTrue();
        assertThat(shown.getString("state")).isEqualTo("running");
    }

    @Test
    void prometheusReadsOneGroupForEachPortOfAContainer() {
        web();
        api.fleet.has(replica("b", "genisys-web-2", "8080", "0.0.0.0", 32769));
        assertThat(new JsonArray(ok("/prometheus")))
                .isEqualTo(
                        new JsonArray(
                                """
                        [{"targets": ["10.0.0.1:32769"],
                          "labels": {"__meta_genisys_service": "web", "__meta_genisys_host": "b",
                                     "__meta_genisys_container": "genisys-web-2", "__meta_genisys_port": "8080",
                                     "__meta_genisys_ready": "true"}}]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/traefik", "/prometheus"})
    void theyAre503UntilEachHostHasAnsweredOrIsLostAndNeverAfterwards(String path) {
        api.fleet.hasHosts();
        assertThat(api.get(path).statusCode()).isEqualTo(503);
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1), HostsTest.unheard("b"));
        assertThat(api.get(path).statusCode()).isEqualTo(503);
        api.fleet.hasHosts(
                HostsTest.view("a", HostCondition.READY, 1),
                HostsTest.unheard("b").in(HostCondition.LOST));
        ok(path);
        api.fleet.hasHosts(HostsTest.unheard("a"), HostsTest.unheard("b"));
        ok(path);
    }

    @Test
    void aHostWhoseAddressIsNotKnownIsNotListedAndTheLogSaysSoOnce() {
        web();
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1, HostProfile.PLAIN));
        api.fleet.has(replica("a", "genisys-web-1", "8080", "0.0.0.0", 1));
        try (CapturedLog log = new CapturedLog()) {
            assertThat(traefik()).contains("\"servers\":[]");
            assertThat(ok("/prometheus")).isEqualTo("[]");
            assertThat(log.lines(Level.WARN))
                    .containsExactly("Host a: its containers cannot be listed for load balancers, as its address is not"
                            + " known: set address in its section of docker.hosts");
        }
    }

    @Test
    void anAddressThatBecomesKnownIsTaken() {
        web();
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1, HostProfile.PLAIN));
        api.fleet.has(replica("a", "genisys-web-1", "8080", "0.0.0.0", 1));
        assertThat(traefik()).contains("\"servers\":[]");
        api.fleet.hasHosts(HostsTest.view(
                "a", HostCondition.READY, 1, new HostProfile(Map.of(), OptionalInt.empty(), Optional.of("fd00::1"))));
        assertThat(traefik()).contains("http://[fd00::1]:1");
    }

    @Test
    void aPortThatOnlyItsHostReachesIsNotListed() {
        web();
        api.fleet.has(replica("a", "genisys-web-1", "8080", "127.0.0.1", 1));
        assertThat(traefik()).contains("\"servers\":[]");
    }

    @Test
    void aRemovedServiceIsGone() {
        web();
        api.fleet.has(replica("a", "genisys-web-1", "8080", "0.0.0.0", 1));
        assertThat(traefik()).contains("web-8080");
        assertThat(api.delete("/service/web").statusCode()).isEqualTo(204);
        assertThat(traefik()).isEqualTo("{}");
    }
}
