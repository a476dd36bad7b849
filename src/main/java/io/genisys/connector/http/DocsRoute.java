package io.genisys.connector.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The description of the API as a page, by Swagger UI. It needs this connector only, no other host. */
final class DocsRoute implements Action {
    static final String PAGE = "";

    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.32.1/";
    private static final String SCRIPT = "text/javascript";
    /** Where each file is found; a class loader keeps nothing of it. */
    private static final Map<String, Source> SOURCES = Map.of(
            PAGE,
            new Source("docs.html", "text/html"),
            "start.js",
            new Source("docs.js", SCRIPT),
            "swagger-ui-bundle.js",
            new Source(SWAGGER + "swagger-ui-bundle.js", SCRIPT),
            "swagger-ui.css",
            new Source(SWAGGER + "swagger-ui.css", "text/css"));

    /** It sets styles of single elements, and has pictures within its sheet of styles. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    @Override
    public Future<Answer> answer(RoutingContext request) {
        String name = request.pathParams().getOrDefault("name", PAGE);
        if (request.request().path().equals("/docs/")) {
            // its links are relative, for those who have it behind a proxy that adds to the path
            return Future.succeededFuture(Answer.empty(308).with("Location", "../docs"));
        }
        Source source = SOURCES.get(name);
        if (source == null) {
            throw new HttpException(404);
        }
        return request.vertx()
                .executeBlocking(() -> Buffer.buffer(bytes(source)), false)
                .map(bytes -> Answer.json(200, bytes)
                        .with("Content-Type", source.type() + "; charset=utf-8")
                        .with("Content-Security-Policy", POLICY)
                        .with("Referrer-Policy", "no-referrer"));
    }

    private static byte[] bytes(Source source) throws IOException {
        try (InputStream in = DocsRoute.class.getResourceAsStream(source.place())) {
            return in.readAllBytes();
        }
    }

    private record Source(String place, String type) {}
}
