package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Timing;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operators get for Prometheus and Grafana. */
final class OpsIT {
    private static final Path OPS = Path.of("ops");
    private static final Pattern METRIC = Pattern.compile("genisys_[a-z_]+");

    @Test
    void alertsFireWhenTheyShouldAndOnlyThen() throws Exception {
        assertThat(promtool("check", "rules", "ops/alerts.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "ops/alerts-test.yml")).contains("SUCCESS");
    }

    @Test
    void eachPanelAndEachAlertIsAboutMetricsThatThereAre() throws IOException {
        String documented = Files.readString(Path.of("docs", "operation.md"));
        Set<String> there = Pattern.compile("genisys_[a-z_]+")
                .matcher(documented)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        Arrays.stream(Counter.values()).forEach(counter -> assertThat(there).contains(counter.metric() + "_total"));
        Arrays.stream(Timing.values()).forEach(timing -> assertThat(there).contains(timing.metric()));

        assertThat(there).containsAll(used("grafana.json")).containsAll(used("alerts.yml"));
        assertThat(new JsonObject(Files.readString(OPS.resolve("grafana.json")))
                        .getJsonArray("panels").stream()
                                .map(JsonObject.class::cast)
                                .flatMap(panel -> panel.getJsonArray("targets").stream()))
                .allSatisfy(target ->
                        assertThat(((JsonObject) target).getString("expr")).containsPattern(METRIC));
    }

    private static Set<String> used(String file) throws IOException {
        return METRIC.matcher(Files.readString(OPS.resolve(file)))
                .results()
                .map(name -> name.group().replaceFirst("_(bucket|sum|count)$", ""))
                .collect(Collectors.toSet());
    }

    private static String promtool(String... arguments) throws Exception {
        Process process = new ProcessBuilder("promtool", arguments[0], arguments[1], arguments[2])
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
