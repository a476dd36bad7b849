package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Docker hosts, and what an operator does with them. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class HostsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final SteadyClock CLOCK = TestClock.standingAt(NOW).clock();
    private static final HostProfile WEST =
            new HostProfile(Map.of("zone", "west"), OptionalInt.of(100), Optional.of("10.0.0.1"));
    private static final Failure NO_ROUTE = new Failure(FailureKind.UNREACHABLE, "no route");

    private final TestApi api;

    HostsTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void close() {
        api.close();
    }

    static HostStatus host(String name) {
        return new HostStatus(view(name, HostCondition.READY, 2), Availability.ACTIVE, 0, List.of());
    }

    static HostView view(String name, HostCondition condition, int ours) {
        return view(name, condition, ours, WEST);
    }

    /** One that was there from the start, and has not answered. */
    static HostView unheard(String name) {
        return new HostView(new HostName(name), WEST, new ReportNumber(1, 1), EngineStatus.UNHEARD, 0, 0);
    }

    static HostView view(String name, HostCondition condition, int ours, HostProfile profile) {
        return new HostView(
                new HostName(name),
                profile,
                new ReportNumber(1, 1),
                new EngineStatus(
                        condition,
                        NOW.minusSeconds(7),
                        NOW.minusSeconds(9),
                        Optional.of("20.10.24"),
                        condition == HostCondition.READY ? Optional.empty() : Optional.of(NO_ROUTE)),
                ours + 3,
                ours);
    }

    private static HostView neverSeen(HostCondition condition) {
        return new HostView(
                new HostName("new"),
                HostProfile.PLAIN,
                new ReportNumber(1, 1),
                EngineStatus.UNHEARD.in(condition, Optional.of(NO_ROUTE)),
                0,
                0);
    }

    static Replica replica(String host, String name, PublishedPort... ports) {
        return replica(host, name, Map.of(), ports);
    }

    static Replica replica(String host, String name, Map<String, String> networks, PublishedPort... ports) {
        return new Replica(
                new HostName(host),
                new Container(
                        "id of " + name,
                        name,
                        new Claim.Ours(new ServiceName("web"), 1, "hash"),
                        Optional.of("docker.io/library/nginx:1"),
                        NOW,
                        new Container.Run(
                                ContainerState.RUNNING,
                                Health.NONE,
                                Optional.of(NOW.plusSeconds(1)),
                                OptionalInt.empty(),
                                List.of(ports),
                                networks)));
    }

    @Test
    void hasNoHostsBeforeAnyIsKnown() {
        assertThat(Answers.json(api.get("/hosts"), 200))
                .isEqualTo(new JsonObject("{\"suspended\":false,\"hosts\":{},\"quorum\":true}"));
    }

    @Test
    void showsAllThereIsToSayOfAHost() {
        HostStatus draining = new HostStatus(
                view("a", HostCondition.UNREACHABLE, 2),
                Availability.drainingUntil(NOW.plusSeconds(60)),
                1,
                List.of(new ServiceName("web")));
        assertThat(HostJson.status(draining, CLOCK, Optional.of("n2")))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"node": "n2", "state": "unreachable", "engine_version": "20.10.24", "report_age_seconds": 7,
                         "events_age_seconds": 9, "scheduling": "draining", "drain_deadline": "2026-01-02T03:05:05Z",
                         "containers": 5, "own_containers": 2, "starting": 1, "to_stop": ["web"], "max_containers": 100,
                         "labels": {"zone": "west"}, "address": "10.0.0.1", "listed": true,
                         "last_error": {"kind": "unreachable", "message": "no route"}}"""));
    }

    @Test
    void showsADeadlineByTheClockAsItIsSetAndAgesByTheTimeThatHasPassed() {
        TestClock clock = TestClock.standingAt(NOW);
        clock.turn(Duration.ofHours(1));
        JsonObject shown = HostJson.status(
                new HostStatus(
                        view("a", HostCondition.READY, 2),
                        Availability.drainingUntil(NOW.plusSeconds(60)),
                        0,
                        List.of()),
                clock.clock(),
                Optional.empty());

        assertThat(shown.getString("drain_deadline")).isEqualTo("2026-01-02T04:05:05Z");
        assertThat(shown.getInteger("report_age_seconds")).isEqualTo(7);
    }

    @Test
    void saysNullWhereThereIsNothingToSayOfAHost() {
        HostStatus unknown = new HostStatus(neverSeen(HostCondition.UNREACHABLE), Availability.ACTIVE, 0, List.of());
        assertThat(HostJson.status(unknown, CLOCK, Optional.empty()))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"node": null, "state": "unknown", "engine_version": null, "report_age_seconds": null,
                         "events_age_seconds": null, "scheduling": "active", "drain_deadline": null,
                         "containers": 0, "own_containers": 0, "starting": 0, "to_stop": [], "max_containers": null,
                         "labels": {}, "address": null, "listed": false,
                         "last_error": {"kind": "unreachable", "message": "no route"}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "READY, ready, true",
        "UNREACHABLE, unreachable, true",
        "LOST, lost, true",
        "UNREACHABLE, unknown, false",
        "LOST, lost, false"
    })
    void namesTheStateOfAHost(HostCondition condition, String state, boolean answeredOnce) {
        HostView view = answeredOnce ? view("a", condition, 1) : neverSeen(condition);
        HostStatus host = new HostStatus(view, Availability.ACTIVE, 0, List.of());
        assertThat(HostJson.status(host, CLOCK, Optional.empty()).getString("state"))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 0, 0, active",
        "ACTIVE, 2, 1, active",
        "CORDONED, 2, 0, cordoned",
        "CORDONED, 0, 0, cordoned",
        "DRAINING, 2, 0, draining",
        "DRAINING, 0, 1, draining",
        "DRAINING, 0, 0, drained"
    })
    void tellsWhenAHostIsDrained(Availability.Kind state, int ours, int starting, String scheduling) {
        Availability availability = new Availability(state, Optional.empty());
        HostStatus host = new HostStatus(view("a", HostCondition.READY, ours), availability, starting, List.of());
        assertThat(HostJson.status(host, CLOCK, Optional.empty()).getString("scheduling"))
                .isEqualTo(scheduling);
    }

    @Test
    void callsNoHostDrainedWhoseContainersAreNotKnown() {
        HostStatus host =
                new HostStatus(neverSeen(HostCondition.UNREACHABLE), Availability.drainingUntil(NOW), 0, List.of());
        assertThat(HostJson.status(host, CLOCK, Optional.empty()).getString("scheduling"))
                .isEqualTo("draining");
    }

    @Test
    void showsAllHostsByNameAndEachByItself() {
        api.reconciler.drives(true, host("a"), host("b"));
        JsonObject all = Answers.json(api.get("/hosts"), 200);
        assertThat(all.getBoolean("suspended")).isTrue();
        assertThat(all.getJsonObject("hosts").fieldNames()).containsExactly("a", "b");
        assertThat(withoutAges(Answers.json(api.get("/hosts/b"), 200)))
                .isEqualTo(withoutAges(
                        all.getJsonObject("hosts").getJsonObject("b").put("quorum", true)))
                .isEqualTo(withoutAges(
                        HostJson.status(host("b"), CLOCK, Optional.empty()).put("quorum", true)));
    }

    private static JsonObject withoutAges(JsonObject host) {
        JsonObject rest = host.copy();
        assertThat(rest.remove("report_age_seconds")).isInstanceOf(Number.class);
        assertThat(rest.remove("events_age_seconds")).isInstanceOf(Number.class);
        return rest;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /hosts/none",
        "GET, /hosts/resume",
        "GET, /hosts/-a",
        "GET, /hosts/a%2Fb",
        "POST, /hosts/none/cordon",
        "POST, /hosts/none/uncordon",
        "POST, /hosts/none/drain",
        "POST, /hosts/%22x/drain"
    })
    void doesNotKnowOtherHosts(String method, String path) {
        api.reconciler.drives(false, host("a"));
        String body = method.equals("POST") ? "{}" : "";
        JsonObject problem = Answers.problem(api.call(method, path, body, "Content-Type", TestApi.JSON), 404);
        assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:unknown-host");
        assertThat(problem.getString("detail")).contains("no host");
    }

    @ParameterizedTest
    @CsvSource({"cordon, CORDONED, cordoned", "uncordon, ACTIVE, active"})
    void allowsAndForbidsContainersOnAHost(String action, Availability.Kind state, String scheduling) {
        api.reconciler.drives(false, host("a"), host("b"));
        JsonObject shown = Answers.json(api.post("/hosts/b/" + action, "{}"), 200);
        assertThat(shown.getString("scheduling")).isEqualTo(scheduling);
        assertThat(shown.getString("address")).isEqualTo("10.0.0.1");
        assertThat(api.reconciler.availabilities)
                .containsExactly(new SetAvailability(
                        new HostName("b"), new Availability(state, Optional.empty()), TestApi.CALLER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 600",
                "{} | 600",
                "{\"deadline\":null} | 600",
                "{\"deadline\":\"10m\"} | 600",
                "{\"deadline\":\"0s\"} | 0",
                "{\"deadline\":\"1m30s\"} | 90",
                "{\"deadline\":\"24h\"} | 86400",
                "{\"deadline\":\"45\"} | 45",
                "{\"deadline\":45} | 45"
            })
    void drainsAHostUntilADeadline(String body, int seconds) {
        api.reconciler.drives(false, host("a"));
        Instant before = Instant.now();
        JsonObject shown = Answers.json(api.post("/hosts/a/drain", body), 200);
        Instant after = Instant.now();

        Instant deadline =
                api.reconciler.availabilities.get(0).availability().deadline().orElseThrow();
        assertThat(deadline.minus(Duration.ofSeconds(seconds))).isBetween(before, after);
        assertThat(shown.getString("scheduling")).isEqualTo("draining");
        assertThat(shown.getInstant("drain_deadline")).isEqualTo(deadline);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"deadline\":\"\"} | deadline",
                "{\"deadline\":\"soon\"} | deadline",
                "{\"deadline\":\"-1s\"} | deadline",
                "{\"deadline\":-1} | deadline",
                "{\"deadline\":\"24h1ms\"} | deadline",
                "{\"deadline\":86401} | deadline",
                "{\"deadline\":1e999999999} | deadline",
                "{\"deadline\":true} | deadline",
                "{\"deadline\":[\"10m\"]} | deadline",
                "{\"force\":true} | force",
                "{\"force\":true,\"deadline\":\"x\"} | force,deadline",
                "[] | ''"
            })
    void refusesAnyOtherDeadlineAndSaysWhatIsAllowed(String body, String faults) {
        api.reconciler.drives(false, host("a"));
        JsonObject problem = Answers.problem(api.post("/hosts/a/drain", body), 400);
        assertThat(fields(problem)).containsExactly(faults.split(","));
        assertThat(problem.getString("detail")).containsAnyOf("at most 24h", "the only one is deadline", "JSON object");
        assertThat(api.reconciler.availabilities).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hosts/a/cordon", "/hosts/a/uncordon", "/hosts/a/drain", "/hosts/resume"})
    void takesJsonOnly(String path) {
        api.reconciler.drives(true, host("a"));
        Answers.problem(api.call("POST", path, ""), 415);
        assertThat(api.reconciler.availabilities).isEmpty();
        assertThat(Answers.json(api.get("/hosts"), 200).getBoolean("suspended")).isTrue();
    }

    @Test
    void goesOnWithWhatWasSuspended() {
        api.reconciler.drives(true, host("a"));
        JsonObject fleet = Answers.json(api.post("/hosts/resume", "{}"), 200);
        assertThat(fleet.getBoolean("suspended")).isFalse();
        assertThat(fleet.getJsonObject("hosts").fieldNames()).containsExactly("a");
    }

    @Test
    void showsAHostThatIsNamedLikeAnAction() {
        api.reconciler.drives(true, host("resume"));
        assertThat(Answers.json(api.get("/hosts/resume"), 200).getString("scheduling"))
                .isEqualTo("active");
        assertThat(Answers.json(api.post("/hosts/resume/cordon", "{}"), 200).getString("scheduling"))
                .isEqualTo("cordoned");
        assertThat(Answers.json(api.get("/hosts"), 200).getBoolean("suspended")).isTrue();
    }
}
