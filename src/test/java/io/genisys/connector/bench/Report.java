package io.genisys.connector.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was measured: a table for people, JSON for programs. */
final class Report {
    /** @param bare the same done by the least that can do it */
    private record Row(String what, String unit, Samples ours, Optional<Samples> bare, String bareIs) {
        double ratio() {
            return ours.median() / bare.orElseThrow().median();
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(String what, String unit, Samples ours) {
        add(new Row(what, unit, ours, Optional.empty(), ""));
    }

    void add(String what, String unit, Samples ours, Samples bare, String bareIs) {
        add(new Row(what, unit, ours, Optional.of(bare), bareIs));
    }

    private void add(Row row) {
        rows.add(row);
        System.out.println(line(row));
    }

    static void header() {
        System.out.printf(
                "%-52s %-5s %-26s %-26s %-6s %s%n", "", "", "connector: median (spread)", "bare", "ratio", "bare is");
    }

    void write(Path file, JsonObject about) throws IOException {
        JsonArray all = new JsonArray(rows.stream().map(Report::json).toList());
        Files.writeString(file, about.copy().put("rows", all).encodePrettily() + "\n");
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-52s %-5s %-26s %-26s %-6s %s",
                row.what(),
                row.unit(),
                text(row.ours()),
                row.bare().map(Report::text).orElse(""),
                row.bare().map(b -> number(row.ratio())).orElse(""),
                row.bareIs());
    }

    private static String text(Samples samples) {
        return number(samples.median()) + " (" + number(samples.min()) + " to " + number(samples.max()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static JsonObject json(Row row) {
        JsonObject json = new JsonObject().put("what", row.what()).put("unit", row.unit());
        json.put("connector", json(row.ours()));
        row.bare().ifPresent(bare -> json.put("bare", json(bare).put("is", row.bareIs()))
                .put("ratio", row.ratio())
                .put("difference", row.ours().median() - bare.median()));
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
