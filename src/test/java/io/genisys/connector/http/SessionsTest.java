package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.Sha256;
import io.genisys.connector.secrets.KeyedHash;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log-in of a browser. */
final class SessionsTest {
    private static final String PAGE = Sessions.PAGE_HEADER;
    private static final KeyedHash KEY = KeyedHash.ofThisProcess();

    private final List<TestApi> apis = new ArrayList<>();

    @AfterEach
    void close() {
        apis.forEach(TestApi::close);
    }

    private TestApi start(String password, KeyedHash key) {
        ApiUser ann = new ApiUser("änn", password, Role.ADMIN);
        ApiUser shop = new ApiUser("shop", Optional.of("s"), new Grant(Role.READ, Set.of("shop-*", "a")));
        TestApi api = TestApi.start(TestApi.settings(
                "127.0.0.1", new Admission(List.of(ann, shop), List.of(token("shop", "t")), OptionalInt.empty(), key)));
        apis.add(api);
        return api;
    }

    /** Valid for an hour from the begin of the test. */
    private static ApiToken token(String name, String token) {
        return new ApiToken(
                name,
                HexFormat.of().formatHex(Sha256.of(token)),
                Grant.of(Role.SCALE),
                Optional.of(Instant.now().plus(Duration.ofHours(1))));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What the browser sends from now on. */
    private static String logIn(TestApi api, String proof) {
        HttpResponse<String> answer = api.call("POST", "/session", "", "Authorization", proof, PAGE, "1");
        Answers.empty(answer, 204);
        String cookie = Answers.header(answer, "Set-Cookie");
        assertThat(cookie)
                .contains("; HTTPOnly; SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Expires", "Max-Age");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void whoLoggedInIsKnownByTheCookie() {
        TestApi api = start("p", KEY);
        String cookie = logIn(api, basic("änn", "p"));
        assertThat(Answers.json(api.get("/session", "Cookie", cookie), 200))
                .isEqualTo(new JsonObject()
                        .put("user", "änn")
                        .put("role", "admin")
                        .putNull("services")
                        .put("log_in", true));
        Answers.json(api.put("/service/web", "{\"image\":\"a:1\"}", "Cookie", cookie, PAGE, "1"), 201);
        String limited = logIn(api, basic("shop", "s"));
        assertThat(Answers.json(api.get("/session", "Cookie", limited), 200).getJsonArray("services"))
                .isEqualTo(new JsonArray(List.of("a", "shop-*")));
        Answers.problem(api.get("/service/web", "Cookie", limited), 403);
    }

    @Test
    void aChangeNeedsTheHeaderOfThePage() {
        TestApi api = start("p", KEY);
        String cookie = logIn(api, basic("änn", "p"));
        assertThat(Answers.problem(api.put("/service/web", "{\"image\":\"a:1\"}", "Cookie", cookie), 403)
                        .getString("detail"))
                .contains(PAGE);
        Answers.problem(api.delete("/session", "Cookie", cookie), 403);
        assertThat(api.catalog.all()).isEmpty();
    }

    @Test
    void aTokenLogsInWithItsOwnRightsAndNotWithThoseOfAUserOfItsName() {
        TestApi api = start("p", KEY);
        String cookie = logIn(api, "Bearer t");
        assertThat(Answers.json(api.get("/session", "Cookie", cookie), 200))
                .isEqualTo(new JsonObject()
                        .put("user", "shop")
                        .put("role", "scale")
                        .putNull("services")
                        .put("log_in", true));
        api.clock.turn(Duration.ofMinutes(30));
        Answers.json(api.get("/session", "Cookie", cookie), 200);
        api.clock.turn(Duration.ofMinutes(30));
        Answers.problem(api.get("/session", "Cookie", cookie), 401);
    }

    @Test
    void aSessionEnds() {
        TestApi api = start("p", KEY);
        String cookie = logIn(api, basic("änn", "p"));
        api.clock.turn(Sessions.LENGTH.minusMinutes(30));
        Answers.json(api.get("/session", "Cookie", cookie), 200);
        api.clock.turn(Duration.ofMinutes(30));
        Answers.problem(api.get("/session", "Cookie", cookie), 401);
        String other = logIn(api, basic("änn", "p"));
        HttpResponse<String> out = api.delete("/session", "Cookie", other, PAGE, "1");
        Answers.empty(out, 204);
        assertThat(Answers.header(out, "Set-Cookie"))
                .startsWith("genisys-session=;")
                .contains("Max-Age=0");
    }

    @Test
    void eachNodeWithTheKeyTakesItAndNoneWithAnotherKeyOrPassword() {
        String cookie = logIn(start("p", KEY), basic("änn", "p"));
        Answers.json(start("p", KEY).get("/session", "Cookie", cookie), 200);
        Answers.problem(start("p", KeyedHash.ofThisProcess()).get("/session", "Cookie", cookie), 401);
        Answers.problem(start("q", KEY).get("/session", "Cookie", cookie), 401);
    }

    @Test
    void aCookieThatIsChangedIsNone() {
        TestApi api = start("p", KEY);
        String cookie = logIn(api, basic("shop", "s"));
        String value = cookie.substring(cookie.indexOf('=') + 1);
        String[] parts = value.split("\\.", 4);
        String ann = Base64.getUrlEncoder().withoutPadding().encodeToString("änn".getBytes(StandardCharsets.UTF_8));
        for (String forged : List.of(
                "",
                "x",
                value + "0",
                String.join(".", parts[0], ann, parts[2], parts[3]),
                String.join(".", "token", parts[1], parts[2], parts[3]),
                String.join(".", parts[0], parts[1], "999999999999", parts[3]),
                String.join(".", parts[0], parts[1], parts[2], "0".repeat(64)),
                String.join(".", parts[0], "_", parts[2], parts[3]))) {
            Answers.problem(api.get("/session", "Cookie", Sessions.COOKIE + "=" + forged), 401);
        }
    }

    /** A browser that is challenged by Basic would ask for a password itself. */
    @Test
    void thePageIsNotChallengedByBasic() {
        TestApi api = start("p", KEY);
        assertThat(api.get("/session").headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"genisys\"", "Bearer realm=\"genisys\"");
        assertThat(api.get("/session", PAGE, "1").headers().allValues("WWW-Authenticate"))
                .containsExactly("Session realm=\"genisys\"", "Bearer realm=\"genisys\"");
    }

    @Test
    void withoutUsersThereIsNoLogIn() {
        TestApi api = TestApi.start();
        apis.add(api);
        HttpResponse<String> answer = api.call("POST", "/session", "");
        Answers.empty(answer, 204);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Answers.json(api.get("/session"), 200))
                .isEqualTo(new JsonObject()
                        .putNull("user")
                        .put("role", "admin")
                        .putNull("services")
                        .put("log_in", false));
    }
}
