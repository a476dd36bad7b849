package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.ReconcileServer;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.catalog.SharedCatalogs;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.metrics.Metrics;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The API on a free port, before a catalog, a fleet and a reconciler that the test rules. */
final class TestApi implements AutoCloseable {
    /** What it is a node of. */
    private static final ClusterView CLUSTER = new ClusterView(
            new ClusterView.Self("genisys", "n1"),
            true,
            Optional.of(new ClusterView.Lead("n2", 7)),
            List.of(
                    new ClusterView.Member(
                            "n1",
                            "10.0.0.1",
                            Optional.of("1.0.0"),
                            true,
                            true,
                            Set.of(new HostName("docker")),
                            Optional.empty()),
                    new ClusterView.Member(
                            "n2",
                            "10.0.0.2",
                            Optional.of("1.0.0"),
                            true,
                            true,
                            Set.of(),
                            Optional.of(new ClusterView.Contact(
                                    Optional.of(Duration.ofSeconds(2)), Optional.of(Duration.ofMillis(-1500)), true))),
                    new ClusterView.Member(
                            "n3", "10.0.0.3", Optional.empty(), true, false, Set.of(), Optional.empty())),
            Optional.of(new ClusterView.Voters(3, 2, 2)),
            List.of("docker.timeout is 1m on n1, and 2m on the leader: give all nodes the same"),
            Optional.of(Instant.parse("2028-01-02T03:04:05Z")));

    static final String JSON = "application/json";
    /** Of each request that brings none. */
    static final String OWN_ID = "1234567890abcdef";

    static final Caller CALLER = new Caller(Optional.empty(), "127.0.0.1", Optional.of(OWN_ID));

    static final String WEB = "{\"name\":\"web\",\"image\":\"nginx:1\"}";

    /**
     * @param all as all nodes have it
     * @param own of the node that serves the API
     * @param leaders of the node whose reconciler decides
     */
    private record Catalogs(Catalog all, Catalog own, Catalog leaders, Optional<SharedCatalogs> nodes) {
        static Catalogs ofOneNode() {
            Catalog one = new MemoryCatalog();
            return new Catalogs(one, one, one, Optional.empty());
        }

        static Catalogs of(SharedCatalogs nodes) {
            return new Catalogs(nodes.whole(), nodes.of(1), nodes.of(0), Optional.of(nodes));
        }
    }

    /** The cluster as the node that serves the API sees it. */
    static final class Seen implements SeenCluster {
        private volatile Optional<Duration> severed = Optional.empty();
        private volatile boolean hasLeader = true;

        @Override
        public ClusterView view() {
            return severed.isEmpty() && hasLeader
                    ? CLUSTER
                    : new ClusterView(
                            CLUSTER.self(),
                            severed.isEmpty(),
                            Optional.empty(),
                            CLUSTER.members(),
                            CLUSTER.voters(),
                            List.of(),
                            CLUSTER.certificateEnd());
        }

        @Override
        public Optional<Duration> severed() {
            return severed;
        }

        void hasLeader(boolean has) {
            hasLeader = has;
        }

        void sever(Duration time) {
            severed = Optional.of(time);
        }
    }

    /** Which node of a cluster serves the API. */
    enum Node {
        LEADER,
        FOLLOWER
    }

    private enum Stage {
        /** It is not known yet what is wanted and what runs. */
        EARLY,
        WITHOUT_RECONCILER,
        OPEN
    }

    final Vertx vertx;
    final Seen cluster = new Seen();
    /** As all nodes have it once it is answered. */
    final Catalog catalog;

    final FakeFleet fleet = new FakeFleet();
    final FakeReconciler reconciler;
    final TestClock clock = new TestClock();
    final Chronicle chronicle;
    final RecentHistory history = new RecentHistory();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** Those that any route may answer with; and 412, as the reconciler of a test may fail in any way. */
    private static final Set<Integer> ANY = Set.of(400, 401, 403, 405, 412, 413, 415, 417, 429, 500, 503);

    private final HttpSettings settings;
    private final Catalog own;
    private final Optional<SharedCatalogs> nodes;
    private final HttpVerticle verticle;
    private final Promise<Sources> known = Promise.promise();
    private final Promise<Void> decided = Promise.promise();
    private final List<ApiRoute> routes;
    private final int port;
    private String deployment;

    private TestApi(Vertx vertx, HttpSettings settings, Limits limits, Stage stage, Catalogs catalogs) {
        this.vertx = vertx;
        this.settings = settings;
        this.chronicle = new Chronicle(vertx, clock.clock());
        this.catalog = catalogs.all();
        this.own = catalogs.own();
        this.nodes = catalogs.nodes();
        this.reconciler = new FakeReconciler(catalogs.leaders());
        Described.API.seen().begin();
        verticle = new HttpVerticle(settings, limits, () -> OWN_ID, new Opening(known.future(), decided.future()));
        Reports.registerCodecs(vertx);
        if (stage != Stage.WITHOUT_RECONCILER) {
            await(ReconcileServer.register(vertx, reconciler));
        }
        await(history.follow(vertx));
        routes = ApiRoutes.of(new Callers(vertx, limits), settings, sources());
        if (stage != Stage.EARLY) {
            open();
        }
        deployment = await(vertx.deployVerticle(verticle));
        port = verticle.port();
    }

    /** It is known what is wanted and what runs. */
    void open() {
        known.complete(sources());
        decided.complete();
    }

    /** Of a connector that does not know yet what is wanted and what runs. */
    static TestApi startEarly(Limits limits) {
        HttpSettings settings = settings("127.0.0.1", List.of());
        return new TestApi(Vertx.vertx(), settings, limits, Stage.EARLY, Catalogs.ofOneNode());
    }

    Sources sources() {
        return new Sources(
                own,
                fleet,
                clock.clock(),
                chronicle,
                history,
                new Sources.Views(
                        Optional.of(new Metrics(
                                vertx,
                                new Metrics.Sources(
                                        own, fleet, Editions.WITHOUT_FILES, settings.scale(), Optional.of(cluster)),
                                clock.clock(),
                                chronicle.measures())),
                        Optional.of(cluster)));
    }

    /** All can be answered. */
    static Opening opened(Sources sources) {
        return new Opening(Future.succeededFuture(sources), Future.succeededFuture());
    }

    static TestApi start() {
        return start(settings("127.0.0.1", List.of()));
    }

    static TestApi start(Node node) {
        return node == Node.LEADER ? start() : startFollower();
    }

    static TestApi startWithoutReconciler() {
        HttpSettings settings = settings("127.0.0.1", List.of());
        return new TestApi(Vertx.vertx(), settings, limits(settings), Stage.WITHOUT_RECONCILER, Catalogs.ofOneNode());
    }

    static TestApi start(HttpSettings settings) {
        return start(settings, limits(settings));
    }

    static TestApi start(HttpSettings settings, Limits limits) {
        return new TestApi(Vertx.vertx(), settings, limits, Stage.OPEN, Catalogs.ofOneNode());
    }

    /** Of a node that does not lead: the reconciler, and what the test does at the catalog, are at another one. */
    static TestApi startFollower() {
        Vertx vertx = Vertx.vertx();
        HttpSettings settings = settings("127.0.0.1", List.of());
        SharedCatalogs nodes = new SharedCatalogs(2, () -> {
            Context context = vertx.getOrCreateContext();
            return task -> context.runOnContext(now -> task.run());
        });
        return new TestApi(vertx, settings, limits(settings), Stage.OPEN, Catalogs.of(nodes));
    }

    /** The catalogs of the leader and of the follower that serves the API. */
    SharedCatalogs nodes() {
        return nodes.orElseThrow();
    }

    static Limits limits(HttpSettings settings) {
        return Limits.of(settings, Budget.ofThisProcess());
    }

    static HttpSettings settings(String bind, List<ApiUser> users) {
        return settings(bind, new Admission(users, List.of()));
    }

    static HttpSettings settings(String bind, Admission admission) {
        return new HttpSettings(bind, 0, 1000, Duration.ofSeconds(10), Duration.ofSeconds(30), Set.of(), admission);
    }

    int port() {
        return port;
    }

    Entry has(String definition) {
        return await(catalog.put(DefinitionForm.read(new JsonObject(definition).getMap()), Precondition.NONE))
                .entry();
    }

    HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    HttpResponse<String> delete(String path, String... headers) {
        return call("DELETE", path, "", headers);
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        return call("POST", path, json, with(headers, "Content-Type", JSON));
    }

    HttpResponse<String> put(String path, String json, String... headers) {
        return call("PUT", path, json, with(headers, "Content-Type", JSON));
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        return await(callAsync(method, path, body, headers));
    }

    CompletableFuture<HttpResponse<String>> callAsync(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> declared(method, path, response));
    }

    /** The routes that it serves. */
    List<ApiRoute> routes() {
        return routes;
    }

    /** Each answer is one that its route says it may give. */
    private HttpResponse<String> declared(String method, String path, HttpResponse<String> response) {
        routes.stream()
                .filter(route -> route.method().name().equals(method.replace("HEAD", "GET")) && isAt(route, path))
                .findFirst()
                .ifPresent(route -> isDescribed(route, response));
        return response;
    }

    private static void isDescribed(ApiRoute route, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(route.toString())
                .satisfiesAnyOf(status -> assertThat(route.answers()).contains(status), status -> assertThat(ANY)
                        .contains(status));
        Described.API.answered(route, response);
    }

    private static boolean isAt(ApiRoute route, String path) {
        return path.replaceFirst("(?<=.)/?(\\?.*)?$", "").matches(route.path().replaceAll(":[a-z]+", "[^/]+"));
    }

    /** Sends the bytes and gives back all that comes until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return rest(socket);
        }
    }

    /** One request with exactly these headers. */
    String rawRequest(String line, String... headers) throws IOException {
        return raw(line + " HTTP/1.1\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
                + "Connection: close\r\n\r\n");
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String rest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    Future<Void> undeploy() {
        String id = deployment;
        deployment = "";
        return vertx.undeploy(id);
    }

    @Override
    public void close() {
        await(vertx.close());
        nodes.ifPresent(SharedCatalogs::close);
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage().toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] more = Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }
}
