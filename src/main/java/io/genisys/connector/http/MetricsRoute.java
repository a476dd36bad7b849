package io.genisys.connector.http;

import io.genisys.connector.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** What Prometheus scrapes. */
final class MetricsRoute implements Action {
    private static final Map<CharSequence, CharSequence> TEXT =
            Map.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8"));

    private final Metrics metrics;

    MetricsRoute(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        return metrics.scrape().map(text -> new Answer(200, TEXT, Optional.of(text)));
    }
}
