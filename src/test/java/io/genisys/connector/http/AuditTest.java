package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** One line a change, and one for each that was refused. */
final class AuditTest {
    private static final String[] ALICE = {"Authorization", "Bearer a", "X-Request-Id", "deploy-9"};
    private static final String[] READER = {"Authorization", "Bearer r"};

    private final Logger logger = (Logger) LoggerFactory.getLogger(Audit.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(List.of(), List.of(token("alice", "a", Role.ADMIN), token("bob", "r", Role.READ)))));

    private static ApiToken token(String name, String secret, Role role) {
        return new ApiToken(name, HexFormat.of().formatHex(Sha256.of(secret)), Grant.of(role), Optional.empty());
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        api.close();
    }

    private List<JsonObject> lines() {
        return List.copyOf(lines.list).stream()
                .map(event -> new JsonObject(event.getFormattedMessage()))
                .toList();
    }

    private JsonObject line(int number) {
        await().until(() -> lines.list.size() >= number);
        assertThat(lines.list).hasSize(number);
        return lines().get(number - 1);
    }

    @Test
    void aChangeSaysWhoMadeItAndWhatWasThereBeforeAndAfter() {
        api.put("/service/web", "{\"image\":\"nginx:1\",\"environment\":{\"TOKEN\":\"hunter2\"}}", ALICE);
        JsonObject first = line(1);
        assertThat(first.getString("result")).isEqualTo("changed");
        assertThat(first.getString("message")).isEqualTo("PUT /service/web: changed");
        assertThat(first.getString("log.level")).isEqualTo("INFO");
        assertThat(first.getString("what")).isEqualTo("service_defined");
        assertThat(first.getString("user")).isEqualTo("alice");
        assertThat(first.getString("address")).isEqualTo("127.0.0.1");
        assertThat(first.getString("request")).isEqualTo("deploy-9");
        assertThat(first.getString("method")).isEqualTo("PUT");
        assertThat(first.getString("path")).isEqualTo("/service/web");
        assertThat(first.getString("service")).isEqualTo("web");
        assertThat(Instant.parse(first.getString("@timestamp"))).isBefore(Instant.MAX);
        assertThat(first.getValue("before")).isNull();

        api.put("/service/web", "{\"image\":\"nginx:1\",\"environment\":{\"TOKEN\":\"hunter3\"}}", ALICE);
        JsonObject second = line(2);
        assertThat(second.getString("what")).isEqualTo("service_changed");
        assertThat(second.getJsonArray("fields")).isEqualTo(new JsonArray().add("environment"));
        assertThat(second.getJsonObject("before").getJsonObject("definition").getString("image"))
                .isEqualTo("nginx:1");
        assertThat(second.getJsonObject("after").getJsonObject("definition").getJsonObject("environment"))
                .isEqualTo(new JsonObject().put("TOKEN", "***"));
        assertThat(lines().toString()).doesNotContain("hunter");
    }

    @Test
    void aNewNumberHasTheOldOneAndTheReasonAndTheSameNumberIsNoChange() {
        api.has(TestApi.WEB);
        api.post("/service/web/scale", "{\"number\":3}", ALICE);
        api.post("/service/web/scale", "{\"number\":3}", ALICE);
        api.post("/service/web/scale?dryRun=true", "{\"number\":4}", ALICE);
        api.post("/service/web/scale", "{\"number\":5,\"reason\":\"é \\\"and\\\" more\",\"meta\":{\"a\":1}}", ALICE);

        JsonObject line = line(2);
        assertThat(line.getJsonObject("before")).isEqualTo(new JsonObject().put("number", 3));
        assertThat(line.getJsonObject("after")).isEqualTo(new JsonObject().put("number", 5));
        assertThat(line.getString("reason")).isEqualTo("é \"and\" more");
        assertThat(line.getJsonObject("meta")).isEqualTo(new JsonObject().put("a", "1"));
        assertThat(lines.list.get(1).getFormattedMessage()).matches("[ -~]*").contains("\\u00e9");
    }

    @Test
    void whatIsRefusedIsThereWithTheStatusAndWhy() {
        api.has(TestApi.WEB);
        api.post("/service/web/scale", "{\"number\":3}");
        assertThat(line(1).getInteger("status")).isEqualTo(401);
        assertThat(line(1).getString("result")).isEqualTo("refused");
        assertThat(line(1).getValue("user")).isNull();

        api.post("/service/web/scale", "{\"number\":3}", READER);
        assertThat(line(2).getInteger("status")).isEqualTo(403);
        assertThat(line(2).getString("user")).isEqualTo("bob");
        assertThat(line(2).getString("why")).contains("needs the role scale");

        api.put("/service/w%0Ab", TestApi.WEB, ALICE);
        assertThat(line(3).getInteger("status")).isEqualTo(400);

        api.delete("/service/none", ALICE);
        assertThat(line(4).getInteger("status")).isEqualTo(404);
    }

    @Test
    void whatIsAllowedOnAHostIsAChangeAndTheSameAgainIsNone() {
        api.reconciler.drives(
                false, new HostStatus(HostsTest.view("a", HostCondition.READY, 1), Availability.ACTIVE, 0, List.of()));
        api.post("/hosts/a/cordon", "{}", ALICE);
        api.post("/hosts/a/uncordon", "{}", ALICE);

        JsonObject line = line(1);
        assertThat(line.getString("what")).isEqualTo("host_cordoned");
        assertThat(line.getString("host")).isEqualTo("a");
        assertThat(line.getJsonObject("before")).isEqualTo(new JsonObject().put("availability", "active"));
        assertThat(line.getJsonObject("after")).isEqualTo(new JsonObject().put("availability", "cordoned"));
        api.post("/hosts/resume", "{}", ALICE);
        assertThat(line(2).getString("what")).isEqualTo("hosts_resumed");
    }

    @Test
    void whatChangesNothingIsNotThere() {
        api.has(TestApi.WEB);
        api.get("/service/web", READER);
        api.get("/service/none", ALICE);
        api.post("/nowhere", "{}", ALICE);
        api.put("/service/web", TestApi.WEB, ALICE);

        assertThat(lines.list).isEmpty();
    }

    @Test
    void anImportAComposeFileAndWhatIsAllowedOnAHostAreChanges() {
        api.has(TestApi.WEB);
        api.put("/import", api.get("/export", ALICE).body(), ALICE);
        JsonObject imported = line(1);
        assertThat(imported.getString("what")).isEqualTo("catalog_imported");
        assertThat(imported.getJsonObject("before")).isEqualTo(new JsonObject().put("services", 1));

        api.post(
                "/import/compose",
                "{\"services\":{\"a\":{\"image\":\"nginx:1\"},\"b\":{\"image\":\"nginx:1\"}}}",
                ALICE);
        await().until(() -> lines().stream()
                        .filter(line -> "service_defined".equals(line.getString("what")))
                        .count()
                == 2);

        api.delete("/service/a", ALICE);
        await().until(() -> lines().get(lines().size() - 1).getString("what").equals("service_removed"));
        assertThat(lines().get(lines().size() - 1).getJsonObject("before").getJsonObject("definition"))
                .isNotNull();
        api.post("/service/b/retry", "{}", ALICE);
        await().until(() -> lines().get(lines().size() - 1).getString("what").equals("service_retried"));
    }
}
