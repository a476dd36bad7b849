package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

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
        return ReadyRoute.reasons(new FleetStatus(true, false, List.of(hosts)), false);
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
    void saysThatNothingWasDecidedYetOrThatNothingCanBeKept() {
        assertThat(ReadyRoute.reasons(new FleetStatus(false, false, List.of(READY)), false))
                .containsExactly("not all services were looked at since the start");
        assertThat(ReadyRoute.reasons(new FleetStatus(true, false, List.of(READY)), true))
                .containsExactly("the data folder takes no changes: make room on its disk, or see the log");
    }
}
