package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.discovery.Lists;
import io.genisys.connector.http.ApiRoute.Body;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All routes of the API, as values: the router, the Allow header and the rights are made from them, and a test compares
 * them with {@code docs/api.md}.
 */
final class ApiRoutes {
    static final String HEALTH = "/health";
    static final String READY = "/ready";
    static final String CLUSTER = "/cluster";
    private static final String SERVICES = "/service";
    private static final String SERVICE = "/service/:name";
    static final Answer UP = Answer.json(200, Buffer.buffer("{\"status\":\"UP\"}"));

    private ApiRoutes() {}

    /** In the order in which they are tried. */
    static List<ApiRoute> of(Callers callers, HttpSettings settings, Sources sources) {
        Catalog catalog = sources.catalog();
        UnaryOperator<Action> current = action -> Current.always(catalog, action);
        ReconcileClient reconcile = new ReconcileClient(callers.vertx(), sources.clock());
        WorkerExecutor rendering = callers.vertx().createSharedWorkerExecutor("rendering", 1);
        StatusRoute status = new StatusRoute(catalog, sources.fleet());
        ContainersRoute containers = new ContainersRoute(sources);
        ServiceRoutes services = new ServiceRoutes(
                sources,
                new Removals(reconcile, callers.waits(), settings.removeTimeout()),
                settings.services(),
                rendering);
        ScaleRoutes scale = new ScaleRoutes(
                new Scaling(callers.vertx(), sources, reconcile, callers.waits(), settings.scale()),
                reconcile,
                settings,
                sources);
        CatalogRoutes state = new CatalogRoutes(
                sources,
                rendering,
                settings.services(),
                callers.limits().budget().imports().servicesWeight());
        HostRoutes hosts = new HostRoutes(callers.vertx(), reconcile, sources);
        VersionRoutes versions = new VersionRoutes(sources, settings.services());
        FreezeRoutes freezes = new FreezeRoutes(sources);
        HistoryRoutes history = new HistoryRoutes(sources, rendering);
        SessionRoutes session = new SessionRoutes(settings.admission(), Sessions.of(settings, sources));
        DiscoveryRoutes discovery = new DiscoveryRoutes(new Lists(catalog, sources.fleet()), rendering);
        // a host may be named resume: it is shown like any other, and only what is posted there is meant for all
        HostName resume = new HostName("resume");
        List<ApiRoute> routes = new ArrayList<>(List.of(
                ApiRoute.get(HEALTH, Right.ANYONE, Set.of(200), request -> Future.succeededFuture(UP)),
                ApiRoute.get(READY, Right.ANYONE, Set.of(200, 503), new ReadyRoute(reconcile, sources)),
                ApiRoute.get("/openapi.json", Right.ANYONE, Set.of(200), new OpenApiRoute(callers.vertx())),
                ApiRoute.get("/docs", Right.ANYONE, Set.of(200, 304, 308), new DocsRoute()),
                ApiRoute.get("/docs/:name", Right.ANYONE, Set.of(200, 304, 404), new DocsRoute()),
                ApiRoute.get("/", Right.ANYONE, Set.of(302, 404), UiRoute::lead),
                ApiRoute.get(UiRoute.PATH, Right.ANYONE, Set.of(200, 304, 308), new UiRoute()),
                ApiRoute.get(UiRoute.PATH + "/:name", Right.ANYONE, Set.of(200, 304, 404), new UiRoute()),
                ApiRoute.get("/session", Right.READ, Set.of(200), session::show).ofEachService(),
                ApiRoute.post("/session", Right.READ, Body.NONE, Set.of(204), session::begin)
                        .ofEachService(),
                ApiRoute.delete("/session", Right.READ, Set.of(204), session::end)
                        .ofEachService(),
                ApiRoute.get(
                                "/overview",
                                Right.READ,
                                Set.of(200, 304),
                                new OverviewRoute(catalog, sources.fleet(), rendering))
                        .ofEachService(),
                ApiRoute.get(SERVICE + "/status", Right.READ, Set.of(200, 404, 503), status),
                ApiRoute.get(SERVICE + "/containers", Right.READ, Set.of(200, 404, 503), containers),
                ApiRoute.get(
                        SERVICE + "/logs",
                        Right.READ,
                        Set.of(200, 400, 404, 503),
                        new LogRoute(callers.vertx(), catalog, sources.fleet())),
                ApiRoute.get(SERVICE + "/scale", Right.READ, Set.of(200, 404), scale::explain),
                ApiRoute.post(SERVICE + "/scale", Right.SCALE, Set.of(200, 202, 400, 404, 409, 502, 503), scale::scale),
                ApiRoute.post(SERVICE + "/retry", Right.SCALE, Set.of(204, 404, 409), current.apply(scale::retry)),
                ApiRoute.get(SERVICE + "/versions", Right.READ, Set.of(200, 404), versions::list),
                ApiRoute.get(SERVICE + "/versions/:version", Right.READ, Set.of(200, 404), versions::get),
                ApiRoute.post(
                        SERVICE + "/rollback",
                        Right.WRITE,
                        Set.of(200, 400, 404, 409, 412),
                        current.apply(versions::rollBack)),
                ApiRoute.post(
                        SERVICE + "/update",
                        Right.WRITE,
                        Set.of(200, 400, 404, 409, 412),
                        current.apply(versions::update)),
                ApiRoute.post(SERVICE + "/freeze", Right.WRITE, Set.of(200, 400, 404), freezes::freeze),
                ApiRoute.post(SERVICE + "/unfreeze", Right.WRITE, Set.of(200, 404), freezes::unfreeze),
                ApiRoute.post(
                        SERVICE + "/containers/:id/protect",
                        Right.SCALE,
                        Set.of(200, 400, 404),
                        new ProtectRoute(sources)),
                ApiRoute.get("/freeze", Right.READ, Set.of(200), freezes::show).ofEachService(),
                ApiRoute.post("/freeze", Right.ADMIN, Set.of(200, 400), freezes::freezeAll),
                ApiRoute.post("/unfreeze", Right.ADMIN, Set.of(200), freezes::unfreezeAll),
                ApiRoute.get(SERVICE + "/history", Right.READ, Set.of(200, 404), history::ofService),
                ApiRoute.get("/events", Right.READ, Set.of(200, 400, 503), new EventsRoute(callers, sources))
                        .ofEachService(),
                ApiRoute.get("/history", Right.READ, Set.of(200, 400), history::all)
                        .ofEachService(),
                ApiRoute.get(SERVICE, Right.READ, Set.of(200, 304, 404), services::get),
                ApiRoute.put(SERVICE, Right.WRITE, Body.JSON, Set.of(200, 201, 400, 409, 412), services::put),
                ApiRoute.delete(
                        SERVICE, Right.WRITE, Set.of(204, 404, 409, 412, 502, 503), current.apply(services::delete)),
                ApiRoute.get(SERVICES, Right.READ, Set.of(200), services::list).ofEachService(),
                ApiRoute.post(SERVICES, Right.WRITE, Set.of(200, 201, 400, 409), services::post)
                        .ofEachService(),
                ApiRoute.get("/traefik", Right.READ, Set.of(200, 503), discovery::traefik)
                        .ofEachService(),
                ApiRoute.get("/prometheus", Right.READ, Set.of(200, 503), discovery::prometheus)
                        .ofEachService(),
                ApiRoute.get("/hosts", Right.READ, Set.of(200), hosts::list),
                ApiRoute.get("/hosts/resume", Right.READ, Set.of(200, 404), request -> hosts.show(resume)),
                ApiRoute.post("/hosts/resume", Right.ADMIN, Set.of(200), current.apply(hosts::resume)),
                ApiRoute.get("/hosts/:name", Right.READ, Set.of(200, 404), hosts::get),
                ApiRoute.delete("/hosts/:name", Right.ADMIN, Set.of(204, 404, 409), current.apply(hosts::forget)),
                ApiRoute.post("/hosts/:name/cordon", Right.ADMIN, Set.of(200, 404, 503), current.apply(hosts::cordon)),
                ApiRoute.post(
                        "/hosts/:name/uncordon", Right.ADMIN, Set.of(200, 404, 503), current.apply(hosts::uncordon)),
                ApiRoute.post(
                        "/hosts/:name/drain", Right.ADMIN, Set.of(200, 400, 404, 503), current.apply(hosts::drain)),
                ApiRoute.get("/export", Right.ADMIN, Set.of(200, 503), state::export),
                ApiRoute.post(
                                "/import/compose",
                                Right.WRITE,
                                Body.COMPOSE,
                                Set.of(200, 400, 409),
                                new ComposeRoute(sources, settings.services()))
                        .ofEachService(),
                ApiRoute.put("/import", Right.ADMIN, Body.DOCUMENT, Set.of(204, 400, 409, 413, 503), state::replace)));
        sources.metrics()
                .map(metrics -> ApiRoute.get("/metrics", Right.READ, Set.of(200), new MetricsRoute(metrics)))
                .ifPresent(routes::add);
        sources.cluster()
                .map(cluster -> ApiRoute.get(CLUSTER, Right.READ, Set.of(200), new ClusterRoute(cluster)))
                .ifPresent(routes::add);
        return routes;
    }
}
