package io.genisys.connector.http;

import io.genisys.connector.http.PageFiles.PageFile;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page for operators. It shows and does what the API does, and needs this connector only, no other host. */
final class UiRoute implements Action {
    static final String PATH = "/ui";
    private static final String PAGE = "";

    private static final PageFiles FILES = new PageFiles(
            Stream.of(
                            "index.html",
                            "page.css",
                            "icon.svg",
                            "page.js",
                            "api.js",
                            "live.js",
                            "matrix.js",
                            "service.js",
                            "host.js",
                            "parts.js",
                            "preact.js",
                            "hooks.js",
                            "htm.js")
                    .collect(Collectors.toMap(name -> name.equals("index.html") ? PAGE : name, UiRoute::file)),
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'");

    @Override
    public Future<Answer> answer(RoutingContext request) {
        String name = request.pathParams().getOrDefault("name", PAGE);
        // what it loads is relative to its folder, for those who have it behind a proxy that adds to the path
        return request.request().path().equals(PATH)
                ? Future.succeededFuture(Answer.empty(308).with("Location", "ui/"))
                : FILES.answer(request, name);
    }

    /** Leads a browser to the page; for all others there is nothing. */
    static Future<Answer> lead(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("text/html")) {
            throw new HttpException(404);
        }
        return Future.succeededFuture(Answer.empty(302).with("Location", "ui/"));
    }

    private static PageFile file(String name) {
        String type = Map.of("css", "text/css", "svg", "image/svg+xml", "html", "text/html")
                .getOrDefault(name.substring(name.indexOf('.') + 1), PageFiles.SCRIPT);
        return new PageFile("ui/" + name, type);
    }
}
