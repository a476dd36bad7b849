package io.genisys.connector.cluster;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Voter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What voters ask each other before there is a quorum, on the port that the event bus has later. A voter without data
 * may vote only if no voter has any: else one that lost its data and one that is behind could agree, and destroy what
 * was answered as kept.
 */
final class Ballot implements AutoCloseable {
    private static final String PATH = "/candidate";
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LARGEST = 4096;

    private final Candidate self;
    private final List<Voter> voters;
    private final int port;
    private final HttpClient client;
    private final Vertx vertx;
    private final Map<Integer, Candidate> heard = new ConcurrentHashMap<>();
    private final Map<Integer, String> silent = new ConcurrentHashMap<>();

    /** What is known by now. */
    enum Result {
        /** Not all have answered, and none has data. */
        OPEN,
        /** No voter has data. */
        NONE_HAS_DATA,
        SOME_HAVE_DATA
    }

    Ballot(Vertx vertx, Candidate self, Quorum quorum, NodeTls tls) {
        this.vertx = vertx;
        this.self = self;
        this.voters = quorum.voters();
        this.port = quorum.port();
        this.client = vertx.createHttpClient(tls.use(new HttpClientOptions()
                .setConnectTimeout((int) LONGEST.toMillis())
                .setKeepAlive(false)));
    }

    /** Answers the others, until it is closed together with its Vert.x. */
    Future<HttpServer> serve(NodeTls tls) {
        Buffer answer = Buffer.buffer(ModelJson.write(self));
        HttpServerOptions options = tls.use(new HttpServerOptions()
                .setHost(address(self.id()))
                .setPort(port)
                .setIdleTimeout(5));
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response().end(answer))
                .listen();
    }

    private String address(int id) {
        return voters.stream()
                .filter(voter -> voter.id() == id)
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** Asks all the others once. */
    Future<Result> ask() {
        List<Future<?>> asked = new ArrayList<>();
        voters.stream().filter(voter -> voter.id() != self.id()).forEach(voter -> asked.add(ask(voter)));
        return Future.join(asked).transform(done -> Future.succeededFuture(result()));
    }

    private Future<Candidate> ask(Voter voter) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(voter.address())
                .setPort(port)
                .setURI(PATH)
                .setTimeout(LONGEST.toMillis());
        return client.request(request)
                .compose(sent -> sent.send().compose(Ballot::body))
                .map(body -> ModelJson.read(body.getBytes(), Candidate.class))
                .onSuccess(candidate -> hear(voter, candidate))
                .onFailure(error -> {
                    heard.remove(voter.id());
                    silent.put(voter.id(), words(error));
                });
    }

    private static String words(Throwable error) {
        return Handshakes.fault(error).orElse("does not answer");
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.body()
                .compose(body -> body.length() <= LARGEST && response.statusCode() == 200
                        ? Future.succeededFuture(body)
                        : Future.failedFuture("this is no voter"));
    }

    private void hear(Voter voter, Candidate candidate) {
        Optional<String> fault = fault(voter, candidate);
        fault.ifPresentOrElse(
                words -> {
                    heard.remove(voter.id());
                    silent.put(voter.id(), words);
                },
                () -> {
                    silent.remove(voter.id());
                    heard.put(voter.id(), candidate);
                });
    }

    private Optional<String> fault(Voter voter, Candidate candidate) {
        if (candidate.id() != voter.id() || !candidate.node().equals(voter.name())) {
            return Optional.of("is called " + candidate.node() + " (id " + candidate.id() + ") by itself: make"
                    + " cluster.quorum the same on all nodes");
        }
        return candidate.hasData() || candidate.voters().equals(self.voters())
                ? Optional.empty()
                : Optional.of("has another list of voters: make cluster.quorum the same on all nodes");
    }

    private Result result() {
        if (heard.values().stream().anyMatch(Candidate::hasData)) {
            return Result.SOME_HAVE_DATA;
        }
        return heard.size() == voters.size() - 1 ? Result.NONE_HAS_DATA : Result.OPEN;
    }

    /** Once none has data: whether this voter makes the catalog of the cluster. */
    boolean isMaker() {
        List<Candidate> all = new ArrayList<>(heard.values());
        all.add(self);
        return Candidate.maker(all).equals(self);
    }

    /** Those that are waited for, and what is known of them, by name. */
    Map<String, String> awaited() {
        Map<String, String> all = new TreeMap<>();
        voters.stream()
                .filter(voter -> voter.id() != self.id() && !heard.containsKey(voter.id()))
                .forEach(voter -> all.put(voter.name(), silent.getOrDefault(voter.id(), "was not asked yet")));
        return all;
    }

    @Override
    public void close() {
        client.close();
    }
}
