package io.genisys.connector.http;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON object a line for each change, as soon as it is recorded, and for each request that should have changed
 * something and was refused or failed, once it is answered. Line breaks and all beyond ASCII are escaped.
 */
final class Audit implements Handler<RoutingContext> {
    static final String LOGGER = "io.genisys.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final String KEY = Audit.class.getName();
    private static final String WHY = KEY + ".why";
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7e]+");

    private final Callers callers;
    private final SteadyClock clock;
    private final List<Pattern> paths;
    private boolean isDone;

    private Audit(Callers callers, SteadyClock clock, List<Pattern> paths) {
        this.callers = callers;
        this.clock = clock;
        this.paths = paths;
    }

    /** To be called before all that may refuse a request. */
    static Handler<RoutingContext> of(Callers callers, SteadyClock clock, List<ApiRoute> routes) {
        List<Pattern> paths = routes.stream()
                .filter(route -> !SafeMethods.contain(route.method()))
                .map(route -> Pattern.compile(route.path().replaceAll(":[a-z]+", "[^/]*")))
                .toList();
        return ctx -> new Audit(callers, clock, paths).handle(ctx);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String path = ctx.request().path();
        if (!SafeMethods.contain(ctx.request().method())
                && paths.stream()
                        .anyMatch(route -> path != null && route.matcher(path).matches())) {
            ctx.put(KEY, this);
            callers.atEnd(ctx.request(), () -> ended(ctx));
        }
        ctx.next();
    }

    /** A request may bring several. */
    static void changed(RoutingContext ctx, AuditedChange change) {
        Audit audit = ctx.get(KEY);
        if (audit != null) {
            audit.isDone = true;
            if (LOG.isInfoEnabled()) {
                JsonObject line = audit.line(ctx, "changed");
                change.writeTo(line);
                write(line);
            }
        }
    }

    /** @param why it is refused, as its caller is told */
    static void refused(RoutingContext ctx, String why) {
        ctx.put(WHY, why);
    }

    private void ended(RoutingContext ctx) {
        int status = ctx.response().getStatusCode();
        if (!isDone && ctx.response().ended() && status >= 400) {
            write(line(ctx, status < 500 ? "refused" : "failed")
                    .put("status", status)
                    .put("why", ctx.<String>get(WHY)));
        }
    }

    private JsonObject line(RoutingContext ctx, String result) {
        Caller caller = Requester.of(ctx);
        String method = ctx.request().method().name();
        String path = AccessLog.printable(ctx.request().path());
        return new JsonObject()
                .put("@timestamp", clock.wall().toString())
                .put("log.level", "INFO")
                .put("log.logger", LOGGER)
                .put("message", method + " " + path + ": " + result)
                .put("result", result)
                .put("user", caller.user().orElse(null))
                .put("address", caller.address())
                .put("request", caller.request().orElse(null))
                .put("method", method)
                .put("path", path);
    }

    /** In JSON all beyond ASCII is within strings. */
    private static void write(JsonObject line) {
        if (LOG.isInfoEnabled()) {
            String ascii = BEYOND_ASCII.matcher(line.encode()).replaceAll(found -> escaped(found.group()));
            LOG.info("{}", ascii);
        }
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining());
    }
}
