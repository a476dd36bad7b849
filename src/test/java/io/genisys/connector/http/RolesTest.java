package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each role may call, of all routes that there are. */
final class RolesTest {
    private static final Path TABLE = Path.of("target", "roles.md");
    private static final List<String> RISING = List.of("READ", "SCALE", "WRITE", "ADMIN");
    private static final String OTHERS = "scale, service other";

    /** Who calls, by what is granted. */
    private static final Map<String, Grant> CALLERS = callers();

    private final TestApi api = TestApi.start(TestApi.settings(
            "127.0.0.1",
            new Admission(
                    List.of(),
                    CALLERS.entrySet().stream()
                            .map(who -> new ApiToken(
                                    who.getKey(), digest(token(who.getKey())), who.getValue(), Optional.empty()))
                            .toList())));

    private static Map<String, Grant> callers() {
        Map<String, Grant> all = new LinkedHashMap<>();
        EnumSet.allOf(Role.class).forEach(role -> all.put(role.toString(), Grant.of(role)));
        EnumSet.of(Role.READ, Role.SCALE, Role.WRITE)
                .forEach(role -> all.put(role + ", service we*", new Grant(role, Set.of("we*"))));
        all.put(OTHERS, new Grant(Role.SCALE, Set.of("other")));
        return all;
    }

    private static String token(String name) {
        return "token of " + name;
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Sha256.of(token));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eachRouteIsOpenToTheRolesThatTheTableOfRoutesNames() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| Route | " + String.join(" | ", CALLERS.keySet()) + " | no log-in |");
        lines.add("|---|" + "---|".repeat(CALLERS.size() + 1));
        for (ApiRoute route : api.routes()) {
            lines.add(row(route));
        }
        Files.createDirectories(TABLE.getParent());
        Files.write(TABLE, lines);
    }

    private String row(ApiRoute route) {
        StringBuilder row = new StringBuilder("| " + route.method() + " " + route.path() + " |");
        CALLERS.forEach((name, grant) -> {
            int status = status(route, "Authorization", "Bearer " + token(name));
            assertThat(status == 403).as("%s as %s: %d", route, name, status).isEqualTo(!isExpected(route, grant));
            assertThat(status).isNotEqualTo(401);
            row.append(status == 403 ? " no |" : " yes |");
        });
        int status = status(route);
        assertThat(status == 401).as(route.toString()).isEqualTo(route.right() != Right.ANYONE);
        return row.append(status == 401 ? " no |" : " yes |").toString();
    }

    /** Said again, in other words than the connector's own. */
    private static boolean isExpected(ApiRoute route, Grant grant) {
        if (route.right() == Right.ANYONE) {
            return true;
        }
        boolean isRole = RISING.indexOf(grant.role().name())
                >= RISING.indexOf(route.right().name());
        boolean isService = grant.services().isEmpty()
                || (route.path().startsWith("/service/:name")
                        ? grant.services().contains("we*")
                        : route.reach() == Reach.EACH_SERVICE && !isDefinition(route, grant));
        return isRole && isService;
    }

    /** The body of the test names web. */
    private static boolean isDefinition(ApiRoute route, Grant grant) {
        boolean isPosted = route.method().name().equals("POST") && route.body() != ApiRoute.Body.NONE;
        return isPosted && grant.services().contains("other");
    }

    private int status(ApiRoute route, String... headers) {
        // who may have a stream is told what is wrong with this parameter: a stream has no end that can be waited for
        String path = route.path().replace(":name", "web").replace("/events", "/events?none=1");
        HttpResponse<String> response =
                switch (route.body()) {
                    case NONE -> api.call(route.method().name(), path, "", headers);
                    case JSON, COMPOSE, DOCUMENT ->
                        route.method().name().equals("PUT")
                                ? api.put(path, TestApi.WEB, headers)
                                : api.post(path, TestApi.WEB, headers);
                };
        return response.statusCode();
    }

    @Test
    void whoMayUseSomeServicesSeesAndDefinesTheseOnly() {
        api.has(TestApi.WEB);
        api.has("{\"name\":\"other\",\"image\":\"nginx:1\"}");
        String[] limited = {"Authorization", "Bearer " + token("write, service we*")};

        assertThat(Answers.json(api.get("/service", limited), 200).fieldNames()).containsExactly("web");
        Answers.json(api.post("/service", "{\"name\":\"west\",\"image\":\"nginx:1\"}", limited), 201);
        Answers.problem(api.post("/service", "{\"name\":\"east\",\"image\":\"nginx:1\"}", limited), 403);
        Answers.problem(api.put("/service/other", "{\"image\":\"nginx:2\"}", limited), 403);
        Answers.problem(api.delete("/service/other", limited), 403);
        Answers.problem(api.get("/service/nowhere", limited), 403);
        assertThat(api.reconciler.removed).isEmpty();
    }

    @Test
    void whoMayUseSomeServicesReadsInTheHistoryOfTheseOnly() {
        api.put("/service/web", TestApi.WEB, "Authorization", "Bearer " + token("admin"));
        api.put("/service/other", "{\"image\":\"nginx:1\"}", "Authorization", "Bearer " + token("admin"));
        api.chronicle.tell(What.HOST_LOST, Subject.of(new HostName("west-1")), Cause.NONE);
        await().until(() -> services("read").size() == 3);

        assertThat(services("read, service we*")).containsExactly("web");
    }

    @Test
    void whoMayUseSomeServicesFindsInTheListsForBalancersTheseOnly() {
        api.fleet.hasHosts(HostsTest.view("a", HostCondition.READY, 1));
        api.has("{\"name\":\"web\",\"image\":\"nginx:1\",\"ports\":[80]}");
        api.has("{\"name\":\"other\",\"image\":\"nginx:1\",\"ports\":[81]}");
        String[] limited = {"Authorization", "Bearer " + token("read, service we*")};

        assertThat(api.get("/traefik", "Authorization", "Bearer " + token("read"))
                        .body())
                .contains("web-80", "other-81");
        assertThat(api.get("/traefik", limited).body()).contains("web-80").doesNotContain("other");
        assertThat(api.get("/prometheus", limited).body()).isEqualTo("[]");
    }

    private List<String> services(String name) {
        return Answers.json(api.get("/history", "Authorization", "Bearer " + token(name)), 200)
                .getJsonArray("history")
                .stream()
                .map(happened -> String.valueOf(((JsonObject) happened).getString("service")))
                .toList();
    }

    @Test
    void aCallerWhoMayScaleSeesNoValuesOfVariables() {
        api.has("{\"name\":\"web\",\"image\":\"nginx:1\",\"environment\":{\"TOKEN\":\"hunter2\"}}");
        assertThat(api.get("/service/web", "Authorization", "Bearer " + token("scale"))
                        .body())
                .doesNotContain("hunter2");
        assertThat(api.get("/service/web", "Authorization", "Bearer " + token("write"))
                        .body())
                .contains("hunter2");
    }
}
