package io.genisys.connector.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A picture of how much of its limit each measurement takes, as SVG: bars that stay left of the line are within. */
final class Plot {
    private static final int LABEL = 390;
    private static final int LIMIT = 300;
    private static final int WIDTH = LABEL + 2 * LIMIT + 190;
    private static final int STEP = 24;
    private static final int TOP = 50;

    private Plot() {}

    static String of(List<Row> rows) {
        List<Row> held = rows.stream().filter(row -> row.target().isPresent()).toList();
        int height = TOP + held.size() * STEP + 10;
        String bars = IntStream.range(0, held.size())
                .mapToObj(i -> bar(held.get(i), TOP + i * STEP))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="10" y="22" font-size="15">Measured beside its limit: median and spread; the line is the limit</text>
                %3$s<line x1="%4$d" x2="%4$d" y1="%5$d" y2="%6$d" stroke="black"/>
                </svg>
                """,
                WIDTH,
                height,
                bars,
                LABEL + LIMIT,
                TOP - 14,
                height - 8);
    }

    private static String bar(Row row, int y) {
        Target target = row.target().orElseThrow();
        Samples shares = target.shares();
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%d" height="14" fill="%s"/>
                <line x1="%d" x2="%d" y1="%6$d" y2="%6$d" stroke="dimgray" transform="translate(0 7)"/>
                <text x="%d" y="%2$d">%s %s, %s</text>
                """
                        .replace("%6$d", "%5$d"),
                LABEL - 8,
                y,
                escaped(row.what()),
                LABEL,
                y - 11,
                length(shares.median()),
                target.isMet() ? "seagreen" : "firebrick",
                LABEL + length(shares.min()),
                LABEL + length(shares.max()),
                LABEL + 2 * LIMIT + 10,
                Numbers.text(row.ours().median()),
                escaped(row.unit()),
                escaped(target.text()));
    }

    /** Of a share; what is beyond twice the limit does not fit. */
    private static int length(double share) {
        return (int) Math.round(Math.min(2, share) * LIMIT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
