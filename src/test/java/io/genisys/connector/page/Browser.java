package io.genisys.connector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a screen, on the page of a connector. */
public final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "page");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String AXE = axe();
    /** A function of what an element may be called by, its label first. */
    private static final String NAMES = "const names = e => [e.getAttribute('aria-label'),"
            + " ...[...(e.labels ?? [])].map(l => l.textContent), e.textContent]"
            + ".filter(t => t !== null).map(t => t.trim());";

    private final ChromeDriver driver;

    public Browser(Path profile) {
        ChromeOptions options = new ChromeOptions()
                .addArguments(
                        "--headless=new",
                        // this runs as root
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + profile)
                .setBinary(find("chromium"));
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(find("chromedriver")))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    private static String find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(program + " is not installed: scripts/test does it"))
                .toString();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Browser open(URI page) {
        driver.get(page.toString());
        return this;
    }

    /** Of what the page is shown in, in pixels. */
    public Browser resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // a window is larger than what is shown in it, and is never narrower than 500
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Nothing of what was loaded is kept for the next page. */
    Browser forget() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        return this;
    }

    Browser collectGarbage() {
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        return this;
    }

    /** What the browser counts of the page: times in seconds, sizes in bytes. */
    JsonObject metrics() {
        driver.executeCdpCommand("Performance.enable", Map.of());
        JsonObject all = new JsonObject();
        ((List<?>) driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"))
                .forEach(one -> all.put((String) ((Map<?, ?>) one).get("name"), ((Map<?, ?>) one).get("value")));
        return all;
    }

    void setDark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    Browser cut(boolean isCut) {
        ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
        conditions.setOffline(isCut);
        conditions.setLatency(Duration.ZERO);
        driver.setNetworkConditions(conditions);
        return this;
    }

    /** Has a script run on each page that is opened from now on, before the page's own. */
    Object before(String script) {
        return driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
                .get("identifier");
    }

    /** As {@link #before}, for these pages only. */
    void with(String script, Runnable pages) {
        Object id = before(script);
        try {
            pages.run();
        } finally {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", id));
        }
    }

    String text() {
        return (String) run("return document.body.innerText");
    }

    /** Waits until the page says that. */
    public Browser says(String... words) {
        return eventually(() -> assertThat(text()).contains(words));
    }

    Browser saysNo(String... words) {
        return eventually(() -> assertThat(text()).doesNotContain(words));
    }

    Browser eventually(ThrowingRunnable check) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(check);
        return this;
    }

    WebElement field(String name) {
        return find("input", name);
    }

    /** By its label, or what it shows. One script finds it: to ask for the names of many buttons takes seconds. */
    private WebElement find(String kind, String name) {
        Object found = driver.executeScript(
                NAMES
                        + "return [...document.querySelectorAll(arguments[0])].find(e => names(e).includes(arguments[1]))",
                kind,
                name);
        assertThat(found).as("%s %s", kind, name).isNotNull();
        return (WebElement) found;
    }

    /** The names of all. */
    List<String> buttons() {
        return ((List<?>) run(NAMES + "return [...document.querySelectorAll('button')].map(e => names(e)[0])"))
                .stream().map(Object::toString).toList();
    }

    /** As soon as it is there. */
    Browser press(String name) {
        return eventually(() -> find("button", name).click());
    }

    Browser agree() {
        return eventually(() -> driver.switchTo().alert().accept());
    }

    /** To what the page asks. */
    Browser answer(String text) {
        eventually(() -> driver.switchTo().alert().sendKeys(text));
        return agree();
    }

    /** Types into what has the focus. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** The label of what has the focus. */
    String focus() {
        return driver.switchTo().activeElement().getAccessibleName();
    }

    /** Goes from one to the next by the keyboard until that one has the focus. */
    Browser tabTo(String name) {
        for (int i = 0; i < 100 && !focus().equals(name); i++) {
            type(Keys.TAB);
        }
        assertThat(focus()).isEqualTo(name);
        return this;
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** What those who see or move little would stumble over, by axe-core. */
    void isOpenToAll() {
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript("const done = arguments[0];"
                + "axe.run().then(r => done(r.violations.map(v => v.id + ': ' + v.help + ': '"
                + " + v.nodes.map(n => n.html).join(' '))))");
        assertThat(found).isEqualTo(List.of());
    }

    /** Nothing is wider than what it is in, but for what is scrolled. */
    void fits() {
        Object wide = run("const end = document.documentElement.clientWidth;"
                + "return [...document.querySelectorAll('body *')]"
                + ".filter(e => e.getBoundingClientRect().right > end + 1 && !e.parentElement.closest('.scroll'))"
                + ".map(e => e.outerHTML.slice(0, 80) + ' ' + e.getBoundingClientRect().right)");
        assertThat(wide).isEqualTo(List.of());
        assertThat(run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    /** As PNG. */
    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    public Browser picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), screenshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** What the browser complained of, but for requests that failed. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> !line.contains("Failed to load resource"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
