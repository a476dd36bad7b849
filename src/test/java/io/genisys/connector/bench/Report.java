package io.genisys.connector.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured: a table for people, which grows as it is measured, JSON for programs, and a plot. */
final class Report {
    private static final String MARKDOWN_HEAD =
            "| | Connector | Beside | Ratio | Target | Met |\n|---|---|---|---|---|---|\n";
    private static final String LINE = "%-48s %-4s %-24s %-24s %-6s %-18s %-4s %s%n";

    /** By what is measured, and beside whom. */
    private final Map<String, Row> rows = new LinkedHashMap<>();
    /** Those of the part that is measured now. */
    private final Set<String> part = new LinkedHashSet<>();

    /** A part is measured, or once more if a row of it missed its target: one that has met it stays as it is. */
    void begin() {
        part.clear();
    }

    /** Whether a row of the part that was measured last has not met its target yet. */
    boolean isMissed() {
        return part.stream().map(rows::get).anyMatch(Report::isMissed);
    }

    private static boolean isMissed(Row row) {
        return row.target().filter(target -> !target.isMet()).isPresent();
    }

    void header() {
        System.out.printf(
                Locale.ROOT,
                LINE,
                "",
                "",
                "connector: median (spread)",
                "beside: median (spread)",
                "ratio",
                "target",
                "met",
                "beside is");
    }

    void add(Row row) {
        String key = row.what() + row.beside().map(Row.Beside::name).orElse("");
        part.add(key);
        rows.merge(key, row, (before, now) -> isMissed(before) ? now : before);
        System.out.printf(
                Locale.ROOT,
                LINE,
                row.what(),
                row.unit(),
                Numbers.text(row.ours()),
                row.beside().map(other -> Numbers.text(other.samples())).orElse(""),
                row.ratio().map(Numbers::text).orElse(""),
                row.target().map(Target::text).orElse(""),
                row.target().map(target -> target.isMet() ? "yes" : "NO").orElse(""),
                row.beside().map(Row.Beside::name).orElse(""));
    }

    /** Tells how long a part took. */
    void took(String part, double seconds) {
        System.out.printf(Locale.ROOT, "%-48s %.0f s%n", "-- " + part, seconds);
    }

    List<String> missed() {
        return rows.values().stream().filter(Report::isMissed).map(Row::what).toList();
    }

    /** As {@code bench.json}, {@code bench.svg} and, as a table for documents, {@code bench.md}. */
    void write(Path folder, JsonObject about) throws IOException {
        List<Row> all = List.copyOf(rows.values());
        JsonArray told = new JsonArray(all.stream().map(Report::json).toList());
        Files.writeString(
                folder.resolve("bench.json"), about.copy().put("rows", told).encodePrettily() + "\n");
        Files.writeString(folder.resolve("bench.svg"), Plot.of(all));
        Files.writeString(folder.resolve("bench.md"), MARKDOWN_HEAD + lines(all));
    }

    private static String lines(List<Row> all) {
        return all.stream()
                .map(row -> Stream.of(
                                row.what() + (row.unit().isEmpty() ? "" : ", " + row.unit()),
                                Numbers.text(row.ours()),
                                row.beside()
                                        .map(other -> other.name() + ": " + Numbers.text(other.samples()))
                                        .orElse(""),
                                row.ratio().map(Numbers::text).orElse(""),
                                row.target().map(Target::text).orElse(""),
                                row.target()
                                        .map(target -> target.isMet() ? "yes" : "no")
                                        .orElse(""))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    private static JsonObject json(Row row) {
        JsonObject json = new JsonObject().put("what", row.what()).put("unit", row.unit());
        json.put("connector", json(row.ours()));
        row.beside().ifPresent(other -> json.put("beside", json(other.samples()).put("is", other.name())));
        row.ratio().ifPresent(ratio -> json.put("ratio", ratio));
        row.target()
                .ifPresent(target -> json.put(
                        "target", new JsonObject().put("is", target.text()).put("met", target.isMet())));
        return json;
    }

    private static JsonObject json(Samples samples) {
        return new JsonObject()
                .put("median", samples.median())
                .put("min", samples.min())
                .put("max", samples.max())
                .put("values", new JsonArray(samples.values()));
    }
}
