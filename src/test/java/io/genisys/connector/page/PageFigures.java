package io.genisys.connector.page;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.Measured;
import io.genisys.connector.testing.ScriptedEngine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the page takes from a browser that shows 200 services on 20 hosts, scripted ones: until it is there, for each
 * change, in memory, and after a cut. Its arguments: the file for the outcome, a folder, and for how many minutes the
 * memory is watched.
 */
final class PageFigures {
    private static final int HOSTS = 20;
    private static final int SERVICES = 200;
    private static final int COPIES = 10;
    private static final int LOADS = 10;
    private static final int CHANGES = 50;
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    /** Notes when all rows are there, and how long a task held the page up, of those that took more than 50 ms. */
    private static final String WATCH = "window.tasks = [];"
            + "new PerformanceObserver((all) => all.getEntries().forEach((one) => window.tasks.push(one.duration)))"
            + ".observe({type: 'longtask', buffered: true});"
            + "const look = () => document.querySelectorAll('.matrix tbody tr').length === " + SERVICES
            + " ? requestAnimationFrame(() => setTimeout(() => { window.full = performance.now(); }))"
            + " : requestAnimationFrame(look);"
            + "requestAnimationFrame(look);";

    private final JsonObject outcome = new JsonObject();
    private final Browser browser;
    private final JarProcess connector;

    private PageFigures(Browser browser, JarProcess connector) {
        this.browser = browser;
        this.connector = connector;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<ScriptedEngine> engines =
                Stream.generate(ScriptedEngine::start).limit(HOSTS).toList();
        try (JarProcess connector = new JarProcess(folder.resolve("connector"), docker(engines), Map.of());
                Browser browser = new Browser(Files.createDirectories(folder.resolve("profile")))) {
            connector.start();
            PageFigures figures = new PageFigures(browser, connector);
            figures.define();
            figures.load();
            figures.change();
            figures.remember(Duration.ofMinutes(Integer.parseInt(arguments[2])));
            figures.cut();
            Files.writeString(Path.of(arguments[0]), figures.outcome.encodePrettily() + "\n");
        } finally {
            engines.forEach(ScriptedEngine::close);
        }
    }

    private static List<String> docker(List<ScriptedEngine> engines) {
        List<String> lines = new ArrayList<>(List.of("hosts:"));
        IntStream.range(0, HOSTS)
                .forEach(i -> lines.add(String.format(
                        Locale.ROOT,
                        "- {name: host-%02d, url: %s, max_containers: 200}",
                        i,
                        engines.get(i).unixUrl())));
        return lines;
    }

    private static String service(int number) {
        return String.format(Locale.ROOT, "service-%03d", number);
    }

    private void define() {
        JsonArray services = new JsonArray(IntStream.range(0, SERVICES)
                .mapToObj(i -> new JsonObject()
                        .put(
                                "definition",
                                new JsonObject().put("name", service(i)).put("image", EngineState.IMAGE))
                        .put("number", COPIES))
                .toList());
        Measured.check(
                api().put(
                                        "/import",
                                        new JsonObject()
                                                .put("format", 1)
                                                .put("services", services)
                                                .encode())
                                .status()
                        == 204,
                "the import was refused");
        IntStream.range(0, SERVICES).forEach(i -> Measured.until(() -> api().running(service(i)) == COPIES));
        say("%d services with %d containers on %d hosts%n", SERVICES, SERVICES * COPIES, HOSTS);
    }

    private Api api() {
        return connector.api();
    }

    private URI page() {
        return URI.create("http://127.0.0.1:" + connector.port() + "/ui/");
    }

    private void load() {
        browser.resize(1400, 900).before(WATCH);
        List<Double> paints = new ArrayList<>();
        List<Double> tables = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            browser.forget().open(page());
            Measured.until(() -> browser.run("return window.full") != null);
            paints.add(number("return performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            tables.add(number("return window.full"));
        }
        note("first paint, nothing kept: median of " + LOADS, "ms", median(paints));
        note("first paint: longest", "ms", most(paints));
        note("the whole table: median", "ms", median(tables));
        note("the whole table: longest", "ms", most(tables));
    }

    /** From the request to what the page shows of it. */
    private void change() {
        List<Double> scripts = new ArrayList<>();
        List<Double> tasks = new ArrayList<>();
        List<Double> waits = new ArrayList<>();
        browser.run("window.tasks = []");
        for (int i = 0; i < CHANGES; i++) {
            JsonObject before = browser.metrics();
            long start = System.nanoTime();
            int turn = i;
            change(turn);
            Measured.until(() -> running(turn % SERVICES).equals(Integer.toString(number(turn))));
            waits.add((System.nanoTime() - start) / 1e6);
            JsonObject after = browser.metrics();
            scripts.add(1e3 * since(before, after, "ScriptDuration"));
            tasks.add(1e3 * since(before, after, "TaskDuration"));
        }
        note("a change: script, median of " + CHANGES, "ms", median(scripts));
        note("a change: script, most", "ms", most(scripts));
        note("a change: script, style, layout and paint, median", "ms", median(tasks));
        note("a change: until it is seen, median", "ms", median(waits));
        note("changes: tasks of more than 50 ms", "", number("return window.tasks.length"));
        note("changes: the longest of these", "ms", number("return Math.max(0, ...window.tasks)"));
    }

    private void change(int turn) {
        order(turn % SERVICES, number(turn));
    }

    /** One container more of a service, and the next time one fewer of it: so the table says as much as before. */
    private void upOrBack(int turn) {
        int service = turn / 2 % CHANGES;
        order(service, number(service) + 1 - turn % 2);
    }

    private void order(int service, int number) {
        Measured.check(api().order(service(service), number).status() == 202, "the number was refused");
    }

    /** Another one in each round. */
    private static int number(int turn) {
        return COPIES + 1 + turn / SERVICES % 2;
    }

    /** As the page shows it; empty if it shows no table. */
    private String running(int service) {
        return (String) browser.run("return document.querySelectorAll('.matrix tbody tr')[" + service
                + "]?.querySelector('.running').firstChild.textContent.trim() ?? ''");
    }

    private static double since(JsonObject before, JsonObject after, String what) {
        return after.getDouble(what) - before.getDouble(what);
    }

    /** What is in use, with a change each two seconds; what the table shows is as much at the end as at the begin. */
    private void remember(Duration time) {
        List<Double> heap = new ArrayList<>();
        List<Double> nodes = new ArrayList<>();
        browser.run("window.tasks = []");
        int turn = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
            while (System.nanoTime() < next) {
                upOrBack(turn++);
                Measured.pause(BETWEEN_CHANGES);
            }
            JsonObject metrics = browser.collectGarbage().metrics();
            heap.add(metrics.getDouble("JSHeapUsedSize") / 1e6);
            nodes.add(metrics.getDouble("Nodes"));
        }
        int part = Math.max(1, heap.size() / 4);
        note("minutes", "", (double) time.toMinutes());
        note("memory of the scripts: median of the first quarter", "MB", median(heap.subList(0, part)));
        note(
                "memory of the scripts: median of the last quarter",
                "MB",
                median(heap.subList(heap.size() - part, heap.size())));
        note("memory of the scripts: most", "MB", most(heap));
        note("nodes of the page: median of the first quarter", "", median(nodes.subList(0, part)));
        note(
                "nodes of the page: median of the last quarter",
                "",
                median(nodes.subList(nodes.size() - part, nodes.size())));
        note("tasks of more than 50 ms over these minutes", "", number("return window.tasks.length"));
    }

    private void cut() {
        String lost = "No connection";
        long start = System.nanoTime();
        browser.cut(true);
        Measured.until(() -> browser.text().contains(lost));
        note("the browser is cut off: until the page says so", "s", Measured.seconds(start));
        start = System.nanoTime();
        browser.cut(false);
        Measured.until(() -> !browser.text().contains(lost));
        note("the browser is not cut off any more: until the page goes on", "s", Measured.seconds(start));
        start = System.nanoTime();
        connector.freeze();
        Measured.until(() -> browser.text().contains(lost));
        note("the connector answers nothing: until the page says so", "s", Measured.seconds(start));
        start = System.nanoTime();
        connector.thaw();
        Measured.until(() -> !browser.text().contains(lost));
        note("the connector answers again: until the page goes on", "s", Measured.seconds(start));
        start = System.nanoTime();
        connector.kill9();
        Measured.until(() -> browser.text().contains(lost));
        note("the connector is killed: until the page says so", "s", Measured.seconds(start));
        connector.start();
        start = System.nanoTime();
        Measured.check(api().order(service(0), COPIES + 5).status() == 202, "the number was refused");
        Measured.until(() -> running(0).equals(Integer.toString(COPIES + 5)));
        note("it is started again: from its first answer to a change that is seen", "s", Measured.seconds(start));
    }

    private double number(String script) {
        return ((Number) browser.run(script)).doubleValue();
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static double most(List<Double> all) {
        return all.stream().mapToDouble(one -> one).max().orElseThrow();
    }

    private void note(String what, String unit, double value) {
        String name = what + (unit.isEmpty() ? "" : ", " + unit);
        outcome.put(name, value);
        say("%-70s %10.2f %s%n", what, value, unit);
    }

    /** To stdout: what it prints is what this program is for. */
    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
