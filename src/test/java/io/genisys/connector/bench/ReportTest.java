package io.genisys.connector.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private final Report report = new Report();

    private static Row row(String what, double millis) {
        return Row.of(what, "ms", Samples.of(millis)).atMost(10);
    }

    @Test
    void whatMissesItsTargetIsMissedUntilItMeetsItOnce() {
        report.begin();
        report.add(row("good", 9));
        report.add(row("bad", 11));
        boolean wasMissed = report.isMissed();
        report.begin();
        report.add(row("good", 11));
        report.add(row("bad", 10));

        assertThat(wasMissed).isTrue();
        assertThat(report.isMissed()).isFalse();
        assertThat(report.missed()).isEmpty();
    }

    @Test
    void aPartIsNotMeasuredAgainForWhatAnotherMissed() {
        report.begin();
        report.add(row("bad", 11));
        report.begin();
        report.add(row("good", 9));

        assertThat(report.isMissed()).isFalse();
        assertThat(report.missed()).containsExactly("bad");
    }

    @Test
    void writesATableForDocuments(@TempDir Path folder) throws IOException {
        report.begin();
        report.add(row("good", 9));
        report.write(folder, new JsonObject());

        assertThat(Files.readString(folder.resolve("bench.md")))
                .endsWith("|---|---|---|---|---|---|\n| good, ms | 9.00 |  |  | <= 10.0 ms | yes |\n");
    }
}
