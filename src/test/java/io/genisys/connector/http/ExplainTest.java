package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** GET /service/web/scale. */
final class ExplainTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final HostName A = new HostName("a");
    private static final Failure TAKEN = new Failure(FailureKind.PORT_UNAVAILABLE, "port 80 is taken");
    private static final HostView READY = new HostView(
            A,
            HostProfile.PLAIN,
            new ReportNumber(1, 1),
            new EngineStatus(HostCondition.READY, AT, AT.minusSeconds(3), Optional.of("20.10.24"), Optional.empty()),
            2,
            2);
    private static final HostView NEVER_SEEN = new HostView(
            new HostName("b"),
            HostProfile.PLAIN,
            new ReportNumber(1, 1),
            EngineStatus.UNHEARD.in(
                    HostCondition.UNREACHABLE, Optional.of(new Failure(FailureKind.UNREACHABLE, "no route"))),
            0,
            0);
    private static final ScaleStatus STUCK = new ScaleStatus(
            new ServiceName("web"),
            OptionalInt.of(5),
            false,
            new ScaleStatus.Counts(2, 1, 0, 1, 1, 2),
            new ScaleStatus.Reasons(
                    List.of(new Unplaced(A, "backs off")),
                    Optional.of(TAKEN),
                    List.of(new BackOff(A, 3, AT, AT.plusSeconds(8), TAKEN, List.of("cannot bind")))),
            List.of(READY, NEVER_SEEN),
            Optional.empty());

    @Test
    void theApiShowsWhatIsReachedAndWhyNotMore() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            api.reconciler.explainsWith(STUCK);
            JsonObject shown = Answers.json(api.get("/service/web/scale"), 200);
            assertThat(shown.getJsonArray("back_off").getJsonObject(0).getInteger("failures"))
                    .isEqualTo(3);
            assertThat(shown.getJsonArray("hosts")).hasSize(2);
        }
    }

    @Test
    void showsAServiceThatNobodyScaled() {
        try (TestApi api = TestApi.start()) {
            api.has(TestApi.WEB);
            assertThat(Answers.json(api.get("/service/web/scale"), 200))
                    .isEqualTo(
                            new JsonObject(
                                    """
                            {"service": "web", "number": null, "running_resources": 0, "starting": 0,
                             "stopping": 0, "failed": 0, "unknown": 0, "converged": false, "missing": 0,
                             "unplaced": [], "last_error": null, "back_off": [], "hosts": [], "quorum": true,
                             "scaled": null, "update": null}"""));
        }
    }

    @Test
    void showsAnUpdate() {
        ServiceUpdate update = new ServiceUpdate(
                2,
                3,
                UpdateState.ROLLING_BACK,
                new ServiceUpdate.Progress(1, 1, 4),
                Optional.of("web-5 on host a is unhealthy"),
                AT,
                AT);
        JsonObject shown = ScaleView.status(
                new ScaleStatus(
                        STUCK.service(),
                        STUCK.number(),
                        false,
                        STUCK.counts(),
                        STUCK.reasons(),
                        STUCK.hosts(),
                        Optional.of(update)),
                TestClock.standingAt(AT).clock());

        assertThat(shown.getJsonObject("update"))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"state": "rolling_back", "from": 2, "to": 3, "replaced": 1, "failed": 1, "total": 4,
                         "reason": "web-5 on host a is unhealthy", "started_at": "2026-01-02T03:04:05Z",
                         "progress_at": "2026-01-02T03:04:05Z"}"""));
    }

    @Test
    void showsWhyANumberIsNotReached() {
        assertThat(ScaleView.status(
                        STUCK, TestClock.standingAt(AT.plusSeconds(7)).clock()))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"service": "web", "number": 5, "running_resources": 2, "starting": 1,
                         "stopping": 0, "failed": 1, "unknown": 1, "converged": false, "missing": 2,
                         "unplaced": [{"host": "a", "reason": "backs off"}],
                         "last_error": {"kind": "port_unavailable", "message": "port 80 is taken"},
                         "back_off": [{"host": "a", "failures": 3, "last_at": "2026-01-02T03:04:05Z",
                           "next_attempt": "2026-01-02T03:04:13Z",
                           "error": {"kind": "port_unavailable", "message": "port 80 is taken"},
                           "log": ["cannot bind"]}],
                         "hosts": [
                           {"name": "a", "state": "ready", "engine_version": "20.10.24",
                            "report_age_seconds": 7, "events_age_seconds": 10, "error": null},
                           {"name": "b", "state": "unreachable", "engine_version": null,
                            "report_age_seconds": null, "events_age_seconds": null,
                            "error": {"kind": "unreachable", "message": "no route"}}],
                         "update": null}"""));
    }

    @Test
    void showsTimesByTheClockAsItIsSetAndAgesByTheTimeThatHasPassed() {
        TestClock clock = TestClock.standingAt(AT.plusSeconds(7));
        clock.turn(Duration.ofHours(-1));
        JsonObject shown = ScaleView.status(STUCK, clock.clock());

        JsonObject backOff = shown.getJsonArray("back_off").getJsonObject(0);
        assertThat(backOff.getString("last_at")).isEqualTo("2026-01-02T02:04:05Z");
        assertThat(backOff.getString("next_attempt")).isEqualTo("2026-01-02T02:04:13Z");
        JsonObject host = shown.getJsonArray("hosts").getJsonObject(0);
        assertThat(host.getInteger("report_age_seconds")).isEqualTo(7);
        assertThat(host.getInteger("events_age_seconds")).isEqualTo(10);
    }
}
