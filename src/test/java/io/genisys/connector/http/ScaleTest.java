package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.fields;
import static io.genisys.connector.http.Answers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class ScaleTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final String SCALE = "/service/web/scale";

    private final TestApi api;

    ScaleTest(TestApi.Node node) {
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

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "'\"3\"', 3",
        "0, 0",
        "'\"0\"', 0",
        "1000, 1000",
        "'\"1000\"', 1000",
        "'\"03\"', 3",
        "3.0, 3",
        "1e2, 100",
        "-0, 0",
        "'\"2\\n\"', 2",
        "'\"\\t2\\r\\n\"', 2",
        "'\" 3\"', 3",
        "'\"3 \"', 3",
        "'\"+3\"', 3",
        "'\"-0\"', 0",
        "'\"1_0\"', 10"
    })
    void takesANumberAsNumberOrAsPythonsInt(String number, int wanted) {
        HttpResponse<String> response = api.post(SCALE, "{\"number\":" + number + "}");
        assertThat(Answers.json(response, 200))
                .isEqualTo(new JsonObject()
                        .put("service", "web")
                        .put("number", wanted)
                        .put("running_resources", wanted)
                        .put("converged", true));
        assertThat(api.reconciler.scaled)
                .containsExactly(new ScaleRequest(WEB, wanted, Duration.ofSeconds(10), TestApi.CALLER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "false",
                "2.5",
                "-1",
                "-0.5",
                "\"three\"",
                "\"-1\"",
                "\"+-3\"",
                "\"+ 3\"",
                "\"3 4\"",
                "\" \"",
                "\"+\"",
                "\"_3\"",
                "\"3_\"",
                "\"3__0\"",
                "\"3.0\"",
                "\"2.5\"",
                "\"1e2\"",
                "\"0x3\"",
                "\"\u0663\"",
                "\"\"",
                "null",
                "[3]",
                "{\"number\":3}",
                "1001",
                "\"1001\"",
                "4294967299",
                "18446744073709551619",
                "1e999999999",
                "1e-999999999",
                "\"99999999999999999999999999\""
            })
    void refusesAnythingElseAndSaysWhatIsAllowed(String number) {
        JsonObject problem = Answers.problem(api.post(SCALE, "{\"number\":" + number + "}"), 400);
        assertThat(fields(problem)).containsExactly("number");
        assertThat(problem.getString("detail")).contains("a whole number from 0 to 1000");
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void namesEveryFaultOfARequest() {
        JsonObject problem = Answers.problem(api.post(SCALE, "{\"count\":3,\"force\":true}"), 400);
        assertThat(fields(problem)).containsExactlyInAnyOrder("count", "force", "number");
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing() {
        api.reconciler.previewsWith(new ScalePreview(
                WEB,
                4,
                List.of(new ScalePreview.Start(new HostName("a"), 3)),
                List.of(HostsTest.replica("b", "genisys-web-7")),
                2,
                List.of(new Unplaced(new HostName("b"), "host b is cordoned"))));
        assertThat(Answers.json(api.post(SCALE + "?dryRun=true", "{\"number\":\"4\"}", "Prefer", "wait=5"), 200))
                .isEqualTo(
                        new JsonObject(
                                """
                        {"service": "web", "number": 4, "dry_run": true,
                         "start": [{"host": "a", "instance": 3}],
                         "stop": [{"host": "b", "id": "id of genisys-web-7", "name": "genisys-web-7"}],
                         "missing": 2, "unplaced": [{"host": "b", "reason": "host b is cordoned"}]}"""));
        assertThat(api.reconciler.previewed).containsExactly(new ScaleRequest(WEB, 4, Duration.ZERO, TestApi.CALLER));
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void aDryRunSaysWhyAnUpdateStopsFirst() {
        api.reconciler.previewsWith(new ScalePreview(
                WEB, 1, List.of(), List.of(), 0, List.of(), Optional.of("port 80 is in both definitions")));
        assertThat(Answers.json(api.post(SCALE + "?dryRun=true", "{\"number\":1}"), 200)
                        .getString("stop_first"))
                .isEqualTo("port 80 is in both definitions");
    }

    @Test
    void scalesWhereItIsSaidToBeNoDryRun() {
        assertThat(Answers.json(api.post(SCALE + "?dryRun=false", "{\"number\":3}"), 200)
                        .getInteger("running_resources"))
                .isEqualTo(3);
        assertThat(api.reconciler.previewed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dryRun=yes, 3, dryRun",
        "dryRun=TRUE, 3, dryRun",
        "dryRun=1, 3, dryRun",
        "dryRun=, 3, dryRun",
        "dryRun, 3, dryRun",
        "dryRun=true&dryRun=false, 3, dryRun",
        "dryRun=true&dryRun=true, 3, dryRun",
        "dryrun=true, 3, dryrun",
        "dry_run=true, 3, dry_run",
        "dryRun=true&force=1, 3, force",
        "dryRun=true, -1, number",
        "dryRun=maybe, -1, 'dryRun,number'"
    })
    void refusesADryRunThatIsNotSaidExactly(String query, int number, String faults) {
        JsonObject problem = Answers.problem(api.post(SCALE + "?" + query, "{\"number\":" + number + "}"), 400);
        assertThat(fields(problem)).containsExactly(faults.split(","));
        assertThat(problem.getString("detail")).containsAnyOf("dryRun", "a whole number from 0 to 1000");
        assertThat(api.reconciler.previewed).isEmpty();
        assertThat(api.reconciler.scaled).isEmpty();
    }

    @Test
    void speaksWithHttpie() {
        HttpResponse<String> response =
                api.post(SCALE, "{\"number\": \"3\"}", "Accept", "application/json, */*;q=0.5", "User-Agent", "HTTPie");
        assertThat(Answers.json(response, 200).getInteger("number")).isEqualTo(3);
    }

    @Test
    void reachingTheTimeIsNoError() {
        api.reconciler.scalesBy(request -> FakeReconciler.outcome(request, 1, Optional.empty()));
        assertThat(Answers.json(api.post(SCALE, "{\"number\":3}"), 200))
                .isEqualTo(new JsonObject(
                        "{\"service\":\"web\",\"number\":3,\"running_resources\":1,\"converged\":false}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "respond-async | 0 | 3 | 202 | respond-async",
                "respond-async | 0 | 1 | 202 | respond-async",
                "wait=5 | 5 | 3 | 200 | wait=5",
                "wait=5 | 5 | 1 | 200 | wait=5",
                "wait=0 | 0 | 1 | 200 | wait=0",
                "wait=3600 | 60 | 3 | 200 | wait=60",
                "WAIT = \"7\" | 7 | 3 | 200 | wait=7",
                "respond-async, wait=4 | 4 | 3 | 200 | respond-async, wait=4",
                "respond-async;x=y, wait=4 | 4 | 1 | 202 | respond-async, wait=4",
                "wait=2, wait=9 | 2 | 3 | 200 | wait=2",
                "wait=-1 | 10 | 3 | 200 | ''",
                "wait=soon, handling=lenient | 10 | 3 | 200 | ''",
                "; | 10 | 3 | 200 | ''",
            })
    void waitsAsTheCallerPrefers(String prefer, int seconds, int running, int status, String applied) {
        api.reconciler.scalesBy(request -> FakeReconciler.outcome(request, running, Optional.empty()));
        HttpResponse<String> response = api.post(SCALE, "{\"number\":3}", "Prefer", prefer);
        assertThat(Answers.json(response, status).getInteger("running_resources"))
                .isEqualTo(running);
        assertThat(header(response, "Preference-Applied")).isEqualTo(applied);
        assertThat(api.reconciler.scaled)
                .extracting(ScaleRequest::patience)
                .containsExactly(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void tellsWhatKeepsTheNumberFromBeingReached(FailureKind kind) {
        api.reconciler.scalesBy(request ->
                FakeReconciler.outcome(request, 1, Optional.of(new Failure(kind, "web on docker: because"))));
        HttpResponse<String> response = api.post(SCALE, "{\"number\":3}");
        JsonObject problem = Answers.problem(response, Status.of(kind));
        assertThat(problem.getString("detail")).isEqualTo("web on docker: because");
        assertThat(problem.getString("type"))
                .isEqualTo("urn:genisys:problem:"
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(problem.getMap())
                .containsEntry("service", "web")
                .containsEntry("number", 3)
                .containsEntry("running_resources", 1)
                .containsEntry("converged", false);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, 400",
        "UNKNOWN_SERVICE, 404",
        "UNKNOWN_HOST, 404",
        "CONFLICT, 409",
        "PRECONDITION_FAILED, 412",
        "TOO_LARGE, 413",
        "UNREACHABLE, 503",
        "OVERLOADED, 503",
        "UNSUPPORTED_ENGINE, 503",
        "IMAGE_UNAVAILABLE, 502",
        "BAD_COMMAND, 502",
        "PORT_UNAVAILABLE, 502",
        "NAME_TAKEN, 502",
        "NO_SUCH_CONTAINER, 502",
        "EXITED_EARLY, 502",
        "REFUSED, 502",
        "INTERNAL, 500"
    })
    void hasAStatusForEveryKindOfFailure(FailureKind kind, int status) {
        api.reconciler.scalesBy(request -> Future.failedFuture(new FailureException(kind, "because")));
        assertThat(Answers.problem(api.post(SCALE, "{\"number\":3}"), status).getString("detail"))
                .isEqualTo("because");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"TIMEOUT", "NOT_READY"})
    void aNumberThatNoReconcilerAnswersForIsRecordedAndUnderWay(FailureKind kind) {
        api.fleet.runs(2);
        api.reconciler.scalesBy(request -> Future.failedFuture(new FailureException(kind, "ending")));
        assertThat(Answers.json(api.post(SCALE, "{\"number\":3}", "Prefer", "wait=1"), 200))
                .isEqualTo(new JsonObject(
                        "{\"service\":\"web\",\"number\":3,\"running_resources\":2,\"converged\":false}"));
        assertThat(api.catalog.find(WEB).orElseThrow().number()).hasValue(3);
    }

    @Test
    void theNextReconcilerAnswersWhatTheOneBeforeItLeft() {
        AtomicInteger asked = new AtomicInteger();
        api.reconciler.scalesBy(request -> asked.incrementAndGet() == 1
                ? Future.failedFuture(new FailureException(FailureKind.NOT_READY, "ending"))
                : FakeReconciler.reached(request));
        assertThat(Answers.json(api.post(SCALE, "{\"number\":3}"), 200).getBoolean("converged"))
                .isTrue();
        assertThat(api.reconciler.scaled.get(1).patience()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void recordsNothingIfNoHostAnswers() {
        api.fleet.hasHosts();
        Answers.problem(api.post(SCALE, "{\"number\":3}"), 503);
        assertThat(api.catalog.find(WEB).orElseThrow().number()).isEmpty();
    }

    @Test
    void reportsAnImmediateFailureToWhoDoesNotWait() {
        Failure failure = new Failure(FailureKind.UNREACHABLE, "no host answers");
        api.reconciler.scalesBy(request -> FakeReconciler.outcome(request, 0, Optional.of(failure)));
        HttpResponse<String> response = api.post(SCALE, "{\"number\":3}", "Prefer", "respond-async");
        Answers.problem(response, 503);
    }

    @Test
    void keepsADefectOfOursToItself() {
        api.reconciler.scalesBy(request -> {
            throw new IllegalStateException("secret");
        });
        JsonObject problem = Answers.problem(api.post(SCALE, "{\"number\":3}", "Prefer", "wait=0"), 500);
        assertThat(problem.encode()).doesNotContain("secret");
    }
}
