package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a load balancer should send requests here. */
final class ReadyTest {
    private static final HostStatus READY = HostsTest.host("a");

    private static HostStatus unheard(HostCondition condition, HostProfile profile) {
        HostView view = new HostView(
                new HostName("secret-name"),
                profile,
                new ReportNumber(1, 1),
                EngineStatus.UNHEARD.in(
                        condition, Optional.of(new Failure(FailureKind.UNREACHABLE, "no route to secret-name"))),
                0,
                0);
        return new HostStatus(view, Availability.ACTIVE, 0, List.of());
    }

    private static List<String> reasons(HostStatus... hosts) {
        return ReadyRoute.unknown(new FleetStatus(true, false, List.of(hosts)));
    }

    @Test
    void isReadyIfAllHostsWereHeardOf() {
        try (TestApi api = TestApi.start()) {
            api.reconciler.drives(false, READY);
            api.fleet.hasHosts(READY.view());

            assertThat(Answers.json(api.get("/ready"), 200)).isEqualTo(new JsonObject().put("status", "READY"));
        }
    }

    @Test
    void saysWhyItIsNotAndNamesNoHost() {
        try (TestApi api = TestApi.start()) {
            api.fleet.hasHosts(READY.view());
            api.reconciler.drives(true, READY, unheard(HostCondition.UNREACHABLE, HostProfile.PLAIN));

            JsonObject problem = Answers.problem(api.get("/ready"), 503);
            assertThat(problem.getString("type")).isEqualTo("urn:genisys:problem:not-ready");
            assertThat(problem.getString("detail"))
                    .isEqualTo(
                            "not heard of since the start: 1 of 2 hosts; see GET /hosts; more than half of the hosts do not answer: nothing is replaced until"
                                    + " they do, or POST /hosts/resume");
        }
    }

    /** It would tell an autoscaler too few containers. */
    @Test
    void isNotReadyBeforeThisNodeHasHeardOfWhatTheLeaderHasHeardOf() {
        try (TestApi api = TestApi.start()) {
            api.fleet.hasHosts(READY.view());
            api.reconciler.drives(false, READY, HostsTest.host("b"));

            assertThat(Answers.problem(api.get("/ready"), 503).getString("detail"))
                    .isEqualTo("this node has not heard of all hosts yet: 1 are missing");
        }
    }

    @Test
    void isNotReadyWithoutAQuorum() {
        try (TestApi api = TestApi.start()) {
            api.cluster.sever(Duration.ofSeconds(3));

            assertThat(Answers.problem(api.get("/ready"), 503).getString("detail"))
                    .contains("majority of the voters");
        }
    }

    @Test
    void isNotReadyIfNothingDecides() {
        try (TestApi api = TestApi.startWithoutReconciler()) {
            Answers.problem(api.get("/ready"), 503);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostCondition.class,
            names = {"UNREACHABLE", "FAILING"})
    void waitsForEachHostThatWasThereAtTheStart(HostCondition condition) {
        assertThat(reasons(unheard(condition, HostProfile.PLAIN))).hasSize(1);
    }

    @Test
    void waitsForNoHostThatWasAddedLaterAndForNoneThatIsLost() {
        assertThat(reasons(unheard(HostCondition.UNREACHABLE, HostProfile.PLAIN.awaited(false))))
                .isEmpty();
        assertThat(reasons(unheard(HostCondition.LOST, HostProfile.PLAIN))).isEmpty();
    }

    @Test
    void saysThatNothingWasDecidedYet() {
        assertThat(ReadyRoute.unknown(new FleetStatus(false, false, List.of(READY))))
                .containsExactly("not all services were looked at since the start");
    }

    @Test
    void isNotReadyIfThisNodeCannotFollowTheOthers() {
        try (TestApi api = TestApi.startFollower()) {
            api.fleet.hasHosts(READY.view());
            api.reconciler.drives(false, READY);
            api.nodes().client(1).suspend();
            await().until(() -> api.nodes().of(1).refusal().isPresent());

            assertThat(Answers.problem(api.get("/ready"), 503).getString("detail"))
                    .startsWith("this node cannot follow what the others keep");
        }
    }

    /** It answers from memory and keeps changes, as each node does: to take out all of them helps no caller. */
    @Test
    void staysReadyWhileAnotherNodeTakesTheLead() {
        try (TestApi api = TestApi.start()) {
            Answers.problem(afterTheLeadIsGone(api), 503);
            api.cluster.hasLeader(true);
            api.reconciler.drives(false, READY);
            api.fleet.hasHosts(READY.view());
            Answers.json(api.get("/ready"), 200);

            Answers.json(afterTheLeadIsGone(api), 200);
            api.cluster.hasLeader(true);
            api.reconciler.drives(false, READY, unheard(HostCondition.UNREACHABLE, HostProfile.PLAIN));
            Answers.json(api.get("/ready"), 200);
            api.clock.pass(ReadyRoute.LONGEST_TAKE_OVER);
            Answers.problem(api.get("/ready"), 503);
            assertThat(Answers.problem(afterTheLeadIsGone(api), 503).getString("detail"))
                    .isEqualTo("no node leads the cluster at the moment");
        }
    }

    private static HttpResponse<String> afterTheLeadIsGone(TestApi api) {
        api.cluster.hasLeader(false);
        return api.get("/ready");
    }
}
