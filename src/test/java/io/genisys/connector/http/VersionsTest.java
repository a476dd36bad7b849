package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.Sha256;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.VersionFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions of a definition: shown, brought back, restarted. */
final class VersionsTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final String FIRST = "{\"image\":\"nginx:1\",\"environment\":{\"TOKEN\":\"hunter2\"}}";
    private static final String SECOND = "{\"image\":\"nginx:2\"}";
    private static final String[] READER = {"Authorization", "Bearer r"};
    private static final String[] WRITER = {"Authorization", "Bearer w"};
    private static final String NONE_UNDER_WAY = "no update of service web is under way";

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(List.of(), List.of(token("reader", "r", Role.READ), token("writer", "w", Role.WRITE)))));

    private static ApiToken token(String name, String text, Role role) {
        return new ApiToken(name, HexFormat.of().formatHex(Sha256.of(text)), Grant.of(role), Optional.empty());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void showsWhatItsDefinitionWasAndWhoMadeIt() {
        long first = put(FIRST);
        await(api.catalog.fate(WEB, first, Fate.PROVEN));
        long second = put(SECOND);

        JsonObject shown = Answers.json(api.get("/service/web/versions", READER), 200);

        assertThat(shown.getString("service")).isEqualTo("web");
        assertThat(shown.getLong("current")).isEqualTo(second);
        JsonArray versions = shown.getJsonArray("versions");
        assertThat(versions).hasSize(2);
        JsonObject old = versions.getJsonObject(0);
        assertThat(old.getLong("version")).isEqualTo(first);
        assertThat(old.getString("by")).isEqualTo("writer");
        assertThat(old.getString("at")).isNotBlank();
        assertThat(old.getString("fate")).isEqualTo("proven");
        assertThat(old.getString("image")).isEqualTo("nginx:1");
        assertThat(versions.getJsonObject(1).getString("fate")).isEqualTo("new");
        Answers.problem(api.get("/service/none/versions", READER), 404);
    }

    @Test
    void showsAVersionWithItsDefinitionAndReadersNoSecrets() {
        long first = put(FIRST);
        put(SECOND);

        assertThat(version(first, WRITER).getJsonObject("definition").encode()).contains("hunter2");
        assertThat(version(first, READER).getJsonObject("definition").encode())
                .contains("***")
                .doesNotContain("hunter2");
        Answers.problem(api.get("/service/web/versions/999", READER), 404);
        Answers.problem(api.get("/service/web/versions/one", READER), 404);
        Answers.problem(api.get("/service/none/versions/1", READER), 404);
    }

    @Test
    void bringsTheLastProvenOneBack() {
        long first = put(FIRST);
        await(api.catalog.fate(WEB, first, Fate.PROVEN));
        long second = put(SECOND);
        String unchanged = Answers.json(post("rollback?dryRun=true", "{}"), 200).encode();
        assertThat(unchanged).contains("\"version\":" + first);
        assertThat(entry().version()).isEqualTo(second);

        HttpResponse<String> answer = post("rollback", "{}");

        JsonObject back = Answers.json(answer, 200);
        assertThat(back.getLong("again")).isEqualTo(first);
        assertThat(back.getJsonObject("definition").getString("image")).isEqualTo("nginx:1");
        assertThat(back.getLong("version")).isEqualTo(entry().version());
        assertThat(answer.headers().firstValue("ETag")).contains(Conditions.etag(entry().version()));
        assertThat(entry().find(second).orElseThrow().facts().fate()).isEqualTo(Fate.ROLLED_BACK);
        assertThat(entry().update().map(ServiceUpdate::state)).contains(UpdateState.ROLLING_BACK);
        Awaitility.await().untilAsserted(() -> assertThat(
                        api.get("/service/web/history", READER).body())
                .contains("service_rolled_back", "to version " + first));
    }

    @Test
    void bringsBackOnlyWhatIsKeptAndNotTheCurrentOne() {
        long first = put(FIRST);
        long second = put(SECOND);

        assertThat(Answers.problem(post("rollback", "{}"), 409).getString("detail"))
                .contains("no earlier version of service web was ever proven");
        assertThat(Answers.problem(post("rollback", "{\"version\":" + second + "}"), 409)
                        .getString("detail"))
                .contains("is the current one");
        assertThat(Answers.problem(post("rollback", "{\"version\":99999}"), 404).getString("detail"))
                .contains("version 99999 of service web is not kept");
        Answers.problem(post("rollback", "{\"version\":\"1\"}"), 400);
        Answers.problem(post("rollback", "{\"versions\":1}"), 400);
        Answers.problem(post("rollback?dry=true", "{}"), 400);
        Answers.problem(
                api.call(
                        "POST",
                        "/service/web/rollback",
                        "{\"version\":" + first + "}",
                        "Content-Type",
                        TestApi.JSON,
                        "Authorization",
                        "Bearer w",
                        "If-Match",
                        Conditions.etag(first)),
                412);
        Answers.problem(
                api.call("POST", "/service/web/rollback", "{}", "Content-Type", TestApi.JSON, READER[0], READER[1]),
                403);
        assertThat(entry().version()).isEqualTo(second);

        Answers.json(post("rollback", "{\"version\":" + first + "}"), 200);
        await(api.catalog.beginRemoval(WEB, Precondition.PRESENT));
        Answers.problem(post("rollback", "{\"version\":" + second + "}"), 409);
    }

    @Test
    void restartsPausesAndGoesOn() {
        long first = put(FIRST);

        JsonObject restarted = update("restart", 200);

        assertThat(restarted.getLong("version")).isEqualTo(entry().version()).isGreaterThan(first);
        assertThat(restarted.getJsonObject("update").getString("state")).isEqualTo("updating");
        assertThat(entry().current().facts().restart()).isPresent();
        assertThat(update("start", 409).getString("detail")).contains("an update of service web is under way");
        assertThat(update("resume", 409).getString("detail")).contains("no update of service web is paused");
        JsonObject paused = update("pause", 200).getJsonObject("update");
        assertThat(paused.getString("state")).isEqualTo("paused");
        assertThat(paused.getString("reason")).isEqualTo("paused by writer");
        assertThat(update("pause", 409).getString("detail")).contains(NONE_UNDER_WAY);
        JsonObject resumed = update("resume", 200).getJsonObject("update");
        assertThat(resumed.getString("state")).isEqualTo("updating");
        assertThat(resumed.getString("reason")).isNull();
        Awaitility.await().untilAsserted(() -> assertThat(
                        api.get("/service/web/history", READER).body())
                .contains("service_restarted", "update_paused", "update_resumed"));
    }

    @Test
    void goesOnWithARollback() {
        long first = put(FIRST);
        await(api.catalog.fate(WEB, first, Fate.PROVEN));
        put(SECOND);
        Answers.json(post("rollback", "{}"), 200);
        update("pause", 200);

        assertThat(update("resume", 200).getJsonObject("update").getString("state"))
                .isEqualTo("rolling_back");
    }

    /** Else it would be paused again at once. */
    @Test
    void forgivesWhatHasFailedBeforeItIsResumed() {
        long first = put(FIRST);
        put(SECOND);
        ServiceUpdate paused = new ServiceUpdate(
                first,
                entry().version(),
                UpdateState.PAUSED,
                new ServiceUpdate.Progress(1, 2, 3),
                Optional.of("it failed"),
                Instant.EPOCH,
                Instant.EPOCH);
        await(api.catalog.update(WEB, Precondition.NONE, Optional.of(paused)));

        update("resume", 200);

        ServiceUpdate resumed = entry().update().orElseThrow();
        assertThat(resumed.progress()).isEqualTo(new ServiceUpdate.Progress(1, 0, 3));
        assertThat(resumed.startedAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void startsAnUpdateFromTheNewestOtherVersion() {
        long first = put(FIRST);
        put(SECOND);

        JsonObject update = update("start", 200).getJsonObject("update");

        assertThat(update.getLong("from")).isEqualTo(first);
        assertThat(update.getLong("to")).isEqualTo(entry().version());
    }

    @ParameterizedTest
    @CsvSource({"{}, 400", "{\"action\":\"stop\"}, 400", "{\"action\":1}, 400", "{\"act\":\"start\"}, 400"})
    void takesKnownActionsOnly(String body, int status) {
        put(FIRST);
        Answers.problem(post("update", body), status);
        assertThat(entry().update()).isEmpty();
    }

    @Test
    void refusesAnUpdateOfWhatIsNotThere() {
        Answers.problem(post("update", "{\"action\":\"restart\"}"), 404);
        long first = put(FIRST);
        put(SECOND);
        Answers.problem(
                api.call(
                        "POST",
                        "/service/web/update",
                        "{\"action\":\"restart\"}",
                        "Content-Type",
                        TestApi.JSON,
                        "Authorization",
                        "Bearer w",
                        "If-Match",
                        Conditions.etag(first)),
                412);
    }

    @Test
    void showsTheImageThatIsPinned() {
        long first = put(FIRST);
        await(api.catalog.pin(WEB, first, ImagePin.of(new HostName("west"), "sha256:1")));
        JsonObject local = version(first, READER).getJsonObject("pinned");
        assertThat(local.getJsonObject("ids").getString("west")).isEqualTo("sha256:1");

        await(api.catalog.pin(WEB, first, ImagePin.of("sha256:2")));

        assertThat(version(first, READER).getJsonObject("pinned").getString("digest"))
                .isEqualTo("sha256:2");
    }

    @Test
    void showsWhyAVersionFailedAndWhatItWrote() {
        long first = put(FIRST);
        assertThat(version(first, READER).getString("why")).isNull();
        assertThat(version(first, READER).getJsonArray("log")).isEmpty();

        await(api.catalog.failed(WEB, first, new VersionFailure("it ended", List.of("no database", "bye"))));

        assertThat(version(first, READER).getString("why")).isEqualTo("it ended");
        assertThat(version(first, READER).getJsonArray("log")).containsExactly("no database", "bye");
    }

    private static <T> T await(Future<T> future) {
        return TestApi.await(future);
    }

    private JsonObject version(long number, String... as) {
        return Answers.json(api.get("/service/web/versions/" + number, as), 200);
    }

    private JsonObject update(String action, int status) {
        HttpResponse<String> answer = post("update", "{\"action\":\"" + action + "\"}");
        return status == 200 ? Answers.json(answer, 200) : Answers.problem(answer, status);
    }

    private HttpResponse<String> post(String path, String body) {
        return api.call("POST", "/service/web/" + path, body, "Content-Type", TestApi.JSON, WRITER[0], WRITER[1]);
    }

    private long put(String definition) {
        int status = api.call("PUT", "/service/web", definition, "Content-Type", TestApi.JSON, WRITER[0], WRITER[1])
                .statusCode();
        assertThat(status).isIn(200, 201);
        return entry().version();
    }

    private Entry entry() {
        return api.catalog.find(WEB).orElseThrow();
    }
}
