package io.genisys.connector.http;

import io.genisys.connector.http.PageFiles.PageFile;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The description of the API as a page, by Swagger UI. It needs this connector only, no other host. */
final class DocsRoute implements Action {
    static final String PAGE = "";

    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/5.32.1/";
    private static final Map<String, PageFile> SOURCES = Map.of(
            PAGE,
            new PageFile("docs.html", "text/html"),
            "start.js",
            new PageFile("docs.js", PageFiles.SCRIPT),
            "swagger-ui-bundle.js",
            new PageFile(SWAGGER + "swagger-ui-bundle.js", PageFiles.SCRIPT),
            "swagger-ui.css",
            new PageFile(SWAGGER + "swagger-ui.css", "text/css"));

    /** It sets styles of single elements, and has pictures within its sheet of styles. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final PageFiles FILES = new PageFiles(SOURCES, POLICY);

    @Override
    public Future<Answer> answer(RoutingContext request) {
        String name = request.pathParams().getOrDefault("name", PAGE);
        if (request.request().path().equals("/docs/")) {
            // its links are relative, for those who have it behind a proxy that adds to the path
            return Future.succeededFuture(Answer.empty(308).with("Location", "../docs"));
        }
        return FILES.answer(request, name);
    }
}
