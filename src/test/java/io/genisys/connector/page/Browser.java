package io.genisys.connector.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.openqa.selenium.By;
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
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "page");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String AXE = axe();

    private final ChromeDriver driver;

    Browser(Path profile) {
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

    Browser open(URI page) {
        driver.get(page.toString());
        return this;
    }

    /** Of what the page is shown in, in pixels. */
    Browser resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // a window is larger than what is shown in it, and is never narrower than 500
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
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

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until the page says that. */
    Browser says(String... words) {
        return eventually(() -> assertThat(text()).contains(words));
    }

    Browser saysNo(String... words) {
        return eventually(() -> assertThat(text()).doesNotContain(words));
    }

    Browser eventually(ThrowingRunnable check) {
        await().atMost(SOON).ignoreExceptions().untilAsserted(check);
        return this;
    }

    /** By its label, or what it shows. */
    WebElement button(String name) {
        return first(driver.findElements(By.tagName("button")), name);
    }

    WebElement field(String name) {
        return first(driver.findElements(By.tagName("input")), name);
    }

    private static WebElement first(List<WebElement> all, String name) {
        return all.stream()
                .filter(one -> Stream.of(one.getAccessibleName(), one.getText()).anyMatch(name::equals))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    boolean hasButton(String name) {
        return driver.findElements(By.tagName("button")).stream()
                .anyMatch(one -> one.getAccessibleName().equals(name));
    }

    /** As soon as it is there. */
    Browser press(String name) {
        return eventually(() -> button(name).click());
    }

    void agree() {
        eventually(() -> driver.switchTo().alert().accept());
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

    Browser picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
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
