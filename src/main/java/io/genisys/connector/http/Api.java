package io.genisys.connector.http;

import io.genisys.connector.http.ApiRoute.Body;
import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes the router from the routes. */
final class Api {
    private final HttpSettings settings;
    private final List<ApiRoute> routes;
    private final Sources sources;
    private final Router router;
    private final Handler<RoutingContext> audit;
    private final BodyDeadline deadline;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(Limits.BODY_BYTES);
    private final BodyHandler document;
    private final BodyBudget budget;
    private final LogIn logIn;
    private final Sending sending;

    Api(Callers callers, HttpSettings settings, Sources sources) {
        Limits limits = callers.limits();
        this.settings = settings;
        this.sources = sources;
        Sessions sessions = Sessions.of(settings, sources);
        logIn = new LogIn(
                settings.admission(),
                sessions,
                sources.clock()::wall,
                sources.chronicle().measures());
        routes = ApiRoutes.of(callers, settings, sources);
        router = Router.router(callers.vertx());
        audit = Audit.of(callers, sources.clock(), routes);
        deadline = new BodyDeadline(callers.vertx(), limits.body());
        document =
                BodyHandler.create(false).setBodyLimit(limits.budget().imports().documentBytes());
        budget = new BodyBudget(callers, limits.budget());
        sending = new Sending(callers, limits.budget().answers());
    }

    Router router(HostGuard hostGuard) {
        router.route().handler(audit);
        router.route().handler(new HeadGuard());
        router.route().handler(hostGuard);
        router.route().handler(new OriginGuard());
        paths(route -> route.right() == Right.ANYONE);
        authentication();
        paths(route -> route.right() != Right.ANYONE);
        Errors.renderAll(router);
        return router;
    }

    private void paths(Predicate<ApiRoute> which) {
        Map<String, List<ApiRoute>> byPath = routes.stream()
                .filter(which)
                .collect(Collectors.groupingBy(ApiRoute::path, LinkedHashMap::new, Collectors.toList()));
        byPath.forEach(this::path);
    }

    private void authentication() {
        if (!settings.admission().isOpen()) {
            router.route().handler(logIn);
        }
        settings.admission().rate().ifPresent(rate -> router.route().handler(new RateLimit(rate, System::nanoTime)));
    }

    private void path(String path, List<ApiRoute> methods) {
        methods.forEach(this::method);
        String allow = allow(methods);
        router.route(path).handler(ctx -> {
            ctx.response().putHeader("Allow", allow);
            ctx.fail(405);
        });
    }

    private void method(ApiRoute route) {
        routed(route).handler(new Gatekeeper(route));
        if (route.body() != Body.NONE) {
            readBody(route);
        }
        Action action =
                sources.cluster().map(cluster -> inCluster(cluster, route)).orElse(route.action());
        routed(route).handler(ctx -> answer(ctx, action));
    }

    private Action inCluster(SeenCluster cluster, ApiRoute route) {
        Action confirmed = Confirmed.of(route, sources.catalog());
        if (route.right() == Right.ANYONE) {
            return confirmed;
        }
        return route.method().equals(HttpMethod.GET)
                ? new Aged(cluster, confirmed)
                : new Current(cluster, sources.catalog(), confirmed);
    }

    /** HEAD goes wherever GET goes. */
    private Route routed(ApiRoute route) {
        Route made = router.route(route.method(), route.path());
        return route.method().equals(HttpMethod.GET) ? made.method(HttpMethod.HEAD) : made;
    }

    /** In several routes: within one, Vert.x wants the body read first. */
    private void readBody(ApiRoute route) {
        boolean isDocument = route.body() == Body.DOCUMENT;
        routed(route)
                .handler(deadline::begin)
                .handler(route.body() == Body.COMPOSE ? JsonBody::requireYamlOrJson : JsonBody::require);
        routed(route).handler(isDocument ? budget::takeDocument : budget::take);
        routed(route).handler(isDocument ? document : body).handler(deadline::end);
    }

    private void answer(RoutingContext ctx, Action action) {
        action.answer(ctx).onSuccess(answer -> sending.send(ctx, answer)).onFailure(ctx::fail);
    }

    private static String allow(List<ApiRoute> methods) {
        TreeSet<String> names = new TreeSet<>();
        methods.forEach(route -> names.add(route.method().name()));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }
}
