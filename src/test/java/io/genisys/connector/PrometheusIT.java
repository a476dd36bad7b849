package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus, which scrapes a connector before a real engine, and finds its containers. */
final class PrometheusIT {
    private static final DockerDaemon DAEMON = DockerDaemon.shared();
    private static final String WEB = new JsonObject()
            .put("name", "web")
            .put("image", DockerDaemon.IMAGE)
            .put("ports", new JsonArray().add(8080))
            .put("stop_grace_period", "1s")
            .encode();

    @TempDir
    private Path folder;

    private RunningConnector connector;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        Path config = Files.createDirectories(folder.resolve("connector"));
        connector = RunningConnector.start(
                config, List.of("hosts: [{name: docker, url: \"" + DAEMON.url() + "\", address: 127.0.0.1}]"));
        api = connector.api();
        api.post("/service", WEB);
        api.scale("web", 2);
        api.post("/service", "{\"name\":\"broken\",\"image\":\"test/none:1\"}");
        api.scale("broken", 1);
    }

    @AfterEach
    void stop() {
        connector.close();
        DAEMON.removeContainers();
    }

    @Test
    void thereIsNothingInTheMetricsThatPromtoolComplainsOf() throws Exception {
        String metrics = api.get("/metrics").response().body();
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
        assertThat(metrics)
                .contains(
                        "genisys_service_running{service=\"web\"} 2.0",
                        "genisys_container_starts_total{host=\"docker\",result=",
                        "genisys_service_back_off_until_timestamp_seconds{host=\"docker\",service=\"broken\"}",
                        "genisys_engine_request_seconds_bucket{host=\"docker\",operation=");
    }

    @Test
    void prometheusScrapesTheConnectorAndFindsItsContainers() throws IOException {
        int port = RunningConnector.freePort();
        Api prometheus = new Api(URI.create("http://127.0.0.1:" + port));
        Process process = prometheus(port);
        try {
            await("the first scrape")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> value(prometheus, "genisys_service_running{service=\"web\"}")
                            .equals("2"));
            assertThat(value(prometheus, "up{job=\"genisys\"}")).isEqualTo("1");
            assertThat(value(prometheus, "genisys_host_up")).isEqualTo("1");
            await("the targets")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus
                                    .get("/api/v1/targets?state=active")
                                    .body()
                                    .getJsonObject("data")
                                    .getJsonArray("activeTargets")
                                    .stream()
                                    .map(target -> ((JsonObject) target).getJsonObject("discoveredLabels"))
                                    .filter(labels -> "web".equals(labels.getString("__meta_genisys_service")))
                                    .count()
                            == 2);
        } finally {
            end(process);
        }
    }

    private Process prometheus(int port) throws IOException {
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(
                config,
                """
                global: {scrape_interval: 500ms, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: genisys
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                  - job_name: web
                    http_sd_configs: [{url: "http://127.0.0.1:%d/prometheus", refresh_interval: 1s}]
                """
                        .formatted(Path.of("ops/alerts.yml").toAbsolutePath(), api.port(), api.port()));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Empty if there is no such series. */
    private static String value(Api prometheus, String query) {
        JsonArray result = prometheus
                .get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .body()
                .getJsonObject("data")
                .getJsonArray("result");
        return result.isEmpty()
                ? ""
                : result.getJsonObject(0).getJsonArray("value").getString(1);
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
