package io.genisys.connector.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured: a table for people, which grows as it is measured, JSON for programs, and a plot. */
final class Report {
    private static final String LINE = "%-48s %-4s %-24s %-24s %-6s %-18s %-4s %s%n";

    private final List<Row> rows = new ArrayList<>();

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
        rows.add(row);
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
        return rows.stream()
                .filter(row -> row.target().filter(target -> !target.isMet()).isPresent())
                .map(Row::what)
                .toList();
    }

    void write(Path json, Path plot, JsonObject about) throws IOException {
        JsonArray all = new JsonArray(rows.stream().map(Report::json).toList());
        Files.writeString(json, about.copy().put("rows", all).encodePrettily() + "\n");
        Files.writeString(plot, Plot.of(rows));
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
