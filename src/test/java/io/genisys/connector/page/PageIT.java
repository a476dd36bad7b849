package io.genisys.connector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What operators do with the page, in a real browser, on a real connector with two real engines. */
@Timeout(240)
final class PageIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IMAGE = DockerDaemon.IMAGE;
    /** What would show, in a browser that takes text for a page, that it was one. */
    private static final String EVIL = "<img src=x onerror=\"window.evil=1\"><script>window.evil=1</script>";

    private static DockerDaemon west;
    private static DockerDaemon east;
    private static Browser browser;

    @TempDir
    private static Path profile;

    @TempDir
    private static Path folder;

    /** For all tests: each leaves it without services. */
    private static RunningConnector connector;

    private static Api api;

    @BeforeAll
    static void startAll() {
        west = DockerDaemon.start();
        east = DockerDaemon.start();
        browser = new Browser(profile).resize(1280, 900);
        connector = start(folder);
        api = connector.api();
    }

    @AfterAll
    static void stopAll() {
        browser.close();
        connector.close();
        west.close();
        east.close();
    }

    @BeforeEach
    void open() {
        browser.resize(1280, 900).open(page());
        browser.eventually(() -> assertThat(browser.text()).containsAnyOf("Password", "What happens"));
        if (browser.text().contains("rea (read)")) {
            browser.press("Log out").says("Password");
        }
        if (!browser.text().contains("What happens")) {
            logIn("ann", "correct horse");
        }
    }

    private static RunningConnector start(Path folder) {
        return RunningConnector.start(
                folder,
                List.of(
                        "scale_wait: 20s",
                        "users:",
                        "  ann: {password: correct horse}",
                        "  rea: {password: battery staple, role: read}"),
                List.of(
                        "hosts:",
                        "  - {name: west-1, url: \"" + west.url() + "\", max_containers: 20, labels: {zone: west}}",
                        "  - {name: east-1, url: \"" + east.url() + "\"}"));
    }

    @AfterEach
    void clear() {
        List<String> complaints = browser.cut(false).complaints();
        call("PUT", "/import", "{\"format\": 1, \"services\": []}");
        List.of(west, east).forEach(DockerDaemon::removeContainers);
        // the next test's are not to be taken for these
        await().atMost(SOON).until(() -> ownContainers() == 0);
        assertThat(complaints).isEmpty();
    }

    private static int ownContainers() {
        JsonObject hosts = call("GET", "/hosts", "").getJsonObject("hosts");
        return hosts.fieldNames().stream()
                .mapToInt(host -> hosts.getJsonObject(host).getInteger("own_containers"))
                .sum();
    }

    private static URI page() {
        return URI.create("http://127.0.0.1:" + connector.api().port() + "/");
    }

    private static void logIn(String user, String password) {
        browser.says("Log in");
        browser.field("User").sendKeys(user);
        browser.field("Password").sendKeys(password);
        browser.press("Log in").says("What happens");
    }

    /** As ann, by the API. */
    private static JsonObject call(String method, String path, String body) {
        return call(method, path, body, "wait=20");
    }

    private static JsonObject call(String method, String path, String body, String prefer) {
        String pair = Base64.getEncoder().encodeToString("ann:correct horse".getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers =
                Map.of("Authorization", "Basic " + pair, "Content-Type", "application/json", "Prefer", prefer);
        Api.Answer answer = api.send(method, path, headers, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static void define(String service, String more) {
        call("PUT", "/service/" + service, "{\"image\": \"" + IMAGE + "\", \"stop_grace_period\": \"0s\"" + more + "}");
    }

    private static void scale(String service, int number) {
        call("POST", "/service/" + service + "/scale", "{\"number\": " + number + "}");
    }

    private static int number(String service) {
        return call("GET", "/service/" + service + "/scale", "").getInteger("number");
    }

    @Test
    void showsWhatRunsWhere() {
        define("web", "");
        define("mail", "");
        scale("web", 3);
        browser.says(
                        "2 services on 2 hosts",
                        "web",
                        "mail",
                        IMAGE,
                        "west-1",
                        "east-1",
                        "active",
                        "of 20",
                        "service scaled")
                .eventually(() -> assertThat(browser.text()).containsPattern("web\\s+" + IMAGE + "[^a-z]*3"));
        browser.isOpenToAll();
        browser.picture("look");
        browser.setDark(true);
        browser.isOpenToAll();
        browser.picture("look-dark");
        browser.setDark(false);
        browser.resize(400, 800).fits();
        browser.isOpenToAll();
        browser.picture("look-400");
    }

    @Test
    void setsTheNumberInTheTable() {
        define("web", "");
        scale("web", 1);
        browser.press("one web more").eventually(() -> assertThat(number("web")).isEqualTo(2));
        browser.saysNo("asking");
        browser.field("wanted number of web").sendKeys(Keys.chord(Keys.CONTROL, "a"), "9", Keys.ENTER);
        browser.says("web: 2 → 9", "starts").picture("scale");
        browser.isOpenToAll();
        assertThat(number("web")).isEqualTo(2);
        browser.press("Do it").eventually(() -> assertThat(number("web")).isEqualTo(9));
        browser.field("wanted number of web").sendKeys(Keys.chord(Keys.CONTROL, "a"), "many", Keys.ENTER);
        browser.says("a whole number, please");
        assertThat(number("web")).isEqualTo(9);
    }

    @Test
    void drainsAHostAndTakesItBack() {
        define("web", "");
        scale("web", 4);
        browser.press("west-1")
                .says("Host west-1", "zone=west", "20 at most")
                .press("Drain")
                .agree();
        browser.eventually(() -> assertThat(call("GET", "/hosts/west-1", "").getString("scheduling"))
                .isEqualTo("drained"));
        browser.says("drained").saysNo("draining").picture("drain");
        browser.isOpenToAll();
        assertThat(west.cli("ps", "-q")).isEmpty();
        browser.press("Uncordon")
                .eventually(() -> assertThat(call("GET", "/hosts/west-1", "").getString("scheduling"))
                        .isEqualTo("active"));
        browser.type(Keys.ESCAPE);
        browser.saysNo("Host west-1");
    }

    @Test
    void explainsACrashLoop() {
        define("crash", ", \"command\": [\"/bin/busybox\", \"sh\", \"-c\", \"echo no database at db:5432; exit 3\"]");
        call("POST", "/service/crash/scale", "{\"number\": 1, \"reason\": \"more visitors\"}", "respond-async");
        browser.press("crash")
                .says("0 of 1 run", "ended with exit code 3", "no database at db:5432", "in a row", "more visitors")
                .picture("crash-loop");
        browser.isOpenToAll();
        browser.press("Try again now").says("service retried");
        browser.press("Close").saysNo("in a row");
    }

    @Test
    void showsTheLogOfOneContainerByOnePress() {
        define(
                "web",
                ", \"command\": [\"/bin/busybox\", \"sh\", \"-c\", \"echo I am $HOSTNAME; exec /bin/busybox sleep 1000\"]");
        scale("web", 2);
        browser.press("web").press("log of genisys-web-2").says("Log of genisys-web-2", "/genisys-web-2 I am");
        browser.isOpenToAll();
        browser.picture("log");
        assertThat(browser.text()).doesNotContain("/genisys-web-1 I am");
    }

    @Test
    void isUsedByTheKeyboardAlone() {
        define("web", "");
        scale("web", 1);
        browser.says("1 service on 2 hosts").tabTo("one web more").type(Keys.ENTER);
        browser.eventually(() -> assertThat(number("web")).isEqualTo(2));
        browser.open(page()).says("1 service on 2 hosts").tabTo("web").type(Keys.ENTER);
        browser.says("Containers", "genisys-web-1")
                .tabTo("log of genisys-web-1")
                .type(Keys.ENTER);
        browser.says("Log of genisys-web-1").type(Keys.ESCAPE);
        browser.saysNo("Log of genisys-web-1")
                .eventually(() -> assertThat(browser.focus()).isEqualTo("web"));
    }

    @Test
    void aReaderHasNoButtonsThatChangeAnything() {
        define("web", "");
        scale("web", 1);
        browser.press("Log out");
        logIn("rea", "battery staple");
        call("POST", "/service/web/freeze", "{\"reason\": \"incident 12\"}");
        call("POST", "/service/web/containers/genisys-web-1/protect", "{\"for\": \"1h\"}");
        browser.says("rea (read)", "1 service on 2 hosts");
        assertThat(browser.buttons()).containsExactlyInAnyOrder("Log out", "web", "west-1", "east-1");
        browser.press("web").says("web is frozen", "protected until", ", current");
        assertThat(browser.buttons())
                .containsExactlyInAnyOrder("Log out", "web", "west-1", "east-1", "Close", "log of genisys-web-1");
        browser.type(Keys.ESCAPE);
        browser.saysNo("protected until").press("west-1").says("Host west-1");
        assertThat(browser.buttons()).containsExactlyInAnyOrder("Log out", "web", "west-1", "east-1", "Close");
    }

    @Test
    void holdsAServiceStillAndLetsAContainerGoLast() {
        define("web", "");
        scale("web", 1);
        browser.press("web")
                .press("Freeze web")
                .answer("incident 12")
                .says("web is frozen since", "by ann: incident 12");
        call("POST", "/service/web/scale", "{\"number\": 3}", "respond-async");
        browser.says("3 were asked for; held back: frozen", "frozen, 3 asked for")
                .press("Protect genisys-web-1")
                .answer("1h")
                .says("protected until")
                .picture("freeze");
        browser.isOpenToAll();
        browser.press("Unprotect genisys-web-1").saysNo("protected until");
        browser.press("Unfreeze web").saysNo("web is frozen").eventually(() -> assertThat(number("web"))
                .isEqualTo(3));
        browser.press("Close").press("Freeze all services").answer("").says("All services are frozen since");
        browser.isOpenToAll();
        assertThat(call("GET", "/freeze", "").getJsonObject("all").getString("user"))
                .isEqualTo("ann");
        browser.press("Unfreeze all services").saysNo("All services are frozen since");
    }

    @Test
    void showsAnUpdateAndTakesItBack() {
        String quickly = ", \"update_config\": {\"monitor\": \"1s\"}";
        String slowly = ", \"update_config\": {\"monitor\": \"1s\", \"delay\": \"10m\"}";
        define("shop", slowly);
        scale("shop", 2);
        define("shop", slowly + ", \"environment\": {\"RELEASE\": \"2\"}");
        browser.press("shop").says("updating: ", "1 of 2 replaced").picture("update");
        browser.isOpenToAll();
        browser.press("Pause").says("paused: ").press("Resume").says("updating: ");
        browser.press("Roll back").agree().says("rolled back: ");
        define("shop", quickly + ", \"command\": [\"/bin/busybox\", \"sh\", \"-c\", \"echo no tables yet; exit 4\"]");
        browser.eventually(() -> assertThat(browser.text())
                        .containsPattern("rolled back: .* replaced: .* ended with exit code 4")
                        .contains("ended with exit code 4\nno tables yet"))
                .picture("rolled-back");
        browser.isOpenToAll();
        int second = versions().getJsonObject(1).getInteger("version");
        browser.press("back to version " + second).agree().eventually(() -> {
            JsonObject current = versions().getJsonObject(versions().size() - 1);
            assertThat(current.getInteger("again")).isEqualTo(second);
        });
    }

    private static JsonArray versions() {
        return call("GET", "/service/shop/versions", "").getJsonArray("versions");
    }

    @Test
    void saysThatALogInIsWrong() {
        browser.press("Log out").says("Password");
        browser.isOpenToAll();
        browser.field("User").sendKeys("ann");
        browser.field("Password").sendKeys("wrong");
        browser.press("Log in").says("This name, password or token is not right.");
    }

    @Test
    void saysThatTheConnectionIsLostAndGoesOnOnceItIsBack() {
        define("web", "");
        scale("web", 2);
        browser.says("1 service on 2 hosts");
        browser.cut(true);
        browser.says("No connection", "as of").picture("no-connection");
        browser.isOpenToAll();
        assertThat(browser.buttons()).doesNotContain("one web more");
        scale("web", 3);
        browser.cut(false);
        browser.saysNo("No connection")
                .eventually(() -> assertThat(browser.text()).containsPattern("web\\s+" + IMAGE + "[^a-z]*3"));
    }

    /** Faster than the page looks: it looks all the same, and has not to wait until they end. */
    @Test
    void showsNewNumbersWhileEventsComeWithoutEnd() {
        define("web", "");
        String stream = "const real = window.fetch; window.fetch = (url, options) => String(url).endsWith('/events')"
                + " ? Promise.resolve(new Response(new ReadableStream({ start: (to) => { let number = 1e9; setInterval(() =>"
                + " to.enqueue(new TextEncoder().encode(`data: {\"sequence\": ${number++}, \"what\": \"tick\","
                + " \"time\": \"2026-01-01T00:00:00Z\"}\\n\\n`)), 50); } }))) : real(url, options);";
        browser.with(stream, () -> {
            browser.open(page()).says("1 service on 2 hosts", "tick");
            scale("web", 3);
            browser.eventually(() -> assertThat(browser.text()).containsPattern("web\\s+" + IMAGE + "[^a-z]*3"));
        });
    }

    @Test
    void goesOnAfterTheConnectorWasStartedAgain() {
        define("web", "");
        scale("web", 2);
        browser.says("1 service on 2 hosts");
        connector = connector.startAgain();
        api = connector.api();
        scale("web", 3);
        browser.eventually(() -> assertThat(browser.text()).containsPattern("web\\s+" + IMAGE + "[^a-z]*3"));
    }

    @Test
    void takesNoTextForAPage() {
        String line = new JsonArray(List.of("/bin/busybox", "sh", "-c", "echo '" + EVIL.replace("'", "") + "'; exit 3"))
                .encode();
        define(
                "evil",
                ", \"command\": " + line + ", \"environment\": {\"A\": "
                        + new JsonArray(List.of(EVIL)).encode().replaceAll("^.|.$", "") + "}");
        JsonObject scale =
                new JsonObject().put("number", 1).put("reason", EVIL).put("meta", new JsonObject().put("text", EVIL));
        call("POST", "/service/evil/scale", scale.encode(), "respond-async");
        await().atMost(SOON)
                .until(() -> call("GET", "/service/evil/scale", "")
                                .getJsonArray("back_off")
                                .size()
                        > 0);
        browser.press("evil").says("in a row", EVIL);
        isHarmless();
        browser.picture("text");
        // the engine tells the command that it cannot start
        define("evil", ", \"command\": " + new JsonArray(List.of("no-such-" + EVIL)).encode());
        browser.says("no-such-<img src=x onerror=");
        isHarmless();
    }

    private static void isHarmless() {
        assertThat(browser.run("return window.evil === undefined && document.images.length === 0"))
                .isEqualTo(true);
    }

    /** Whatever an engine, a log or another caller can bring: each text of each answer is one that is meant ill. */
    @Test
    void takesNoTextOfAnyAnswerForAPage() {
        define("web", "");
        scale("web", 2);
        String spoil = "const evil = " + new JsonArray(List.of(EVIL)).encode() + "[0];"
                + "const keyed = ['labels', 'networks'];"
                + "const spoil = (value, key) => key === 'role' ? value"
                + " : typeof value === 'string' ? value + evil"
                + " : Array.isArray(value) ? value.map((one) => spoil(one))"
                + " : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value)"
                + ".map(([name, one]) => [keyed.includes(key) ? name + evil : name, spoil(one, name)])) : value;"
                + "const text = Response.prototype.text;"
                + "Response.prototype.text = async function () { return (await text.call(this)) + evil; };"
                + "Response.prototype.json = async function () { return spoil(JSON.parse(await text.call(this))); };";
        browser.with(spoil, () -> {
            browser.open(page()).says("1 service on 2 hosts", EVIL);
            browser.press("web").says("genisys-web-1" + EVIL).press("log of genisys-web-1" + EVIL);
            browser.says("Log of genisys-web-1" + EVIL);
            isHarmless();
            browser.press("Close").press("west-1").says("zone" + EVIL);
            isHarmless();
            browser.picture("ill-meant");
        });
    }

    @Test
    void saysWhichNodeOfAClusterItIsAndThatItHasNoQuorum() {
        define("web", "");
        scale("web", 1);
        String cluster = "const real = window.fetch; window.quorum = true; window.fetch = (url, options) =>"
                + " String(url).endsWith('/cluster') ? Promise.resolve(new Response(JSON.stringify("
                + "{node: 'n2', leader: 'n1', quorum: window.quorum}))) : real(url, options);";
        browser.with(cluster, () -> {
            browser.open(page()).says("node n2, quorum, led by n1");
            browser.run("window.quorum = false");
            browser.says("node n2, no quorum", "This node has no quorum: nothing can be changed here");
            browser.isOpenToAll();
            browser.picture("no-quorum");
        });
    }
}
