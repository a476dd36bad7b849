package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.BackOffsReport.Delayed;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus gets. */
final class MetricsTest {
    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void isTextOfPrometheus() {
        HttpResponse<String> answer = api.get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("# TYPE genisys_build_info gauge", "genisys_suspended 0.0", "jvm_memory_used_bytes{")
                .doesNotContain("process_cpu_time_ns", "system_cpu_count")
                .endsWith("\n");
    }

    @Test
    void tellsWhenAFailedStartIsTriedAgain() {
        api.reconciler.backOffs = new BackOffsReport(List.of(new Delayed(
                new ServiceName("web"),
                new HostName("west-1"),
                api.clock.clock().instant())));

        assertThat(api.get("/metrics").body())
                .containsPattern(
                        "genisys_service_back_off_until_timestamp_seconds\\{host=\"west-1\",service=\"web\"} \\d");
    }

    @Test
    void forgetsWhatBelongsToServicesThatAreGone() {
        api.has(TestApi.WEB);
        api.chronicle.measures().count(Counter.SCALE_REQUESTS, "web", "accepted");
        api.chronicle.measures().count(Counter.SCALE_REQUESTS, "gone", "accepted");

        assertThat(api.get("/metrics").body())
                .contains("genisys_scale_requests_total{result=\"accepted\",service=\"web\"} 1.0")
                .doesNotContain("gone");
    }

    @Test
    void hasAllElseIfTheReconcilerDoesNotAnswer() {
        try (TestApi alone = TestApi.startWithoutReconciler()) {
            alone.has(TestApi.WEB);

            assertThat(alone.get("/metrics").body())
                    .contains("genisys_service_outdated{service=\"web\"} 0.0")
                    .doesNotContain("genisys_suspended");
        }
    }
}
