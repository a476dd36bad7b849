package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BasicAuthHandler;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.TreeSet;

/** Which path and method leads where. */
final class Api {
    static final String HEALTH = "/health";
    private static final String IMPORT = "/import";
    private static final Answer UP = Answer.json(200, Buffer.buffer("{\"status\":\"UP\"}"));

    private final HttpSettings settings;
    private final Router router;
    private final BodyDeadline deadline;
    private final BodyHandler body = BodyHandler.create(false).setBodyLimit(Limits.BODY_BYTES);
    private final BodyHandler document;
    private final BodyBudget budget;
    private final LogIn logIn = new LogIn();
    private final Sending sending;
    private final StatusRoute status;
    private final ContainersRoute containers;
    private final ServiceRoutes services;
    private final ScaleRoutes scale;
    private final StateRoutes state;
    private final HostRoutes hosts;

    Api(Callers callers, HttpSettings settings, Sources sources) {
        Catalog catalog = sources.catalog();
        Limits limits = callers.limits();
        ReconcileClient reconcile = new ReconcileClient(callers.vertx());
        this.settings = settings;
        router = Router.router(callers.vertx());
        deadline = new BodyDeadline(callers.vertx(), limits.body());
        document = BodyHandler.create(false).setBodyLimit(limits.budget().documentBytes());
        budget = new BodyBudget(callers, limits.budget());
        sending = new Sending(callers, limits.budget().answers());
        status = new StatusRoute(catalog, sources.fleet());
        containers = new ContainersRoute(catalog, sources.fleet());
        WorkerExecutor rendering = callers.vertx().createSharedWorkerExecutor("rendering", 1);
        services = new ServiceRoutes(catalog, reconcile, settings.removeTimeout(), rendering);
        scale = new ScaleRoutes(reconcile, settings, sources.clock());
        state = new StateRoutes(
                catalog, rendering, settings.maxContainers(), limits.budget().servicesWeight());
        hosts = new HostRoutes(reconcile, sources.clock());
    }

    Router router(HostGuard hostGuard) {
        router.route().handler(new HeadGuard());
        router.route().handler(hostGuard);
        router.route().handler(new OriginGuard());
        resource(HEALTH, Map.of(HttpMethod.GET, request -> Future.succeededFuture(UP)));
        authentication();
        services();
        hosts();
        router.route("/export").handler(BasicUsers::checkExport);
        resource("/export", Map.of(HttpMethod.GET, state::export));
        resource(IMPORT, Map.of(HttpMethod.PUT, state::replace));
        Errors.renderAll(router);
        return router;
    }

    private void services() {
        resource("/service/:name/status", Map.of(HttpMethod.GET, status));
        resource("/service/:name/containers", Map.of(HttpMethod.GET, containers));
        resource("/service/:name/scale", Map.of(HttpMethod.GET, scale::explain, HttpMethod.POST, scale::scale));
        resource("/service/:name/retry", Map.of(HttpMethod.POST, scale::retry));
        resource(
                "/service/:name",
                Map.of(
                        HttpMethod.GET, services::get,
                        HttpMethod.PUT, services::put,
                        HttpMethod.DELETE, services::delete));
        resource("/service", Map.of(HttpMethod.GET, services::list, HttpMethod.POST, services::post));
    }

    /** A host may be named resume: it is shown like any other, and only what is posted there is meant for all. */
    private void hosts() {
        HostName named = new HostName("resume");
        resource("/hosts", Map.of(HttpMethod.GET, hosts::list));
        resource("/hosts/resume", Map.of(HttpMethod.GET, request -> hosts.show(named), HttpMethod.POST, hosts::resume));
        resource("/hosts/:name", Map.of(HttpMethod.GET, hosts::get));
        resource("/hosts/:name/cordon", Map.of(HttpMethod.POST, hosts::cordon));
        resource("/hosts/:name/uncordon", Map.of(HttpMethod.POST, hosts::uncordon));
        resource("/hosts/:name/drain", Map.of(HttpMethod.POST, hosts::drain));
    }

    private void authentication() {
        if (!settings.users().isEmpty()) {
            router.route().handler(logIn::slowDown);
            router.route().handler(BasicAuthHandler.create(new BasicUsers(settings.users()), BasicUsers.REALM));
            router.route().handler(logIn::succeed);
            router.route().handler(BasicUsers::checkAccess);
        }
    }

    private void resource(String path, Map<HttpMethod, Action> actions) {
        actions.forEach((method, action) -> {
            if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
                readBody(method, path);
            }
            Route route = router.route(method, path).handler(ctx -> answer(ctx, action));
            if (method.equals(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        });
        String allow = allow(actions);
        router.route(path).handler(ctx -> {
            ctx.response().putHeader("Allow", allow);
            ctx.fail(405);
        });
    }

    /** In several routes: within one, Vert.x wants the body read first. */
    private void readBody(HttpMethod method, String path) {
        router.route(method, path).handler(deadline::begin).handler(JsonBody::require);
        boolean isDocument = path.equals(IMPORT);
        router.route(method, path).handler(isDocument ? budget::takeDocument : budget::take);
        router.route(method, path).handler(isDocument ? document : body).handler(deadline::end);
    }

    private void answer(RoutingContext ctx, Action action) {
        action.answer(ctx).onSuccess(answer -> sending.send(ctx, answer)).onFailure(ctx::fail);
    }

    private static String allow(Map<HttpMethod, Action> actions) {
        TreeSet<String> names = new TreeSet<>();
        actions.keySet().forEach(method -> names.add(method.name()));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return String.join(", ", names);
    }
}
