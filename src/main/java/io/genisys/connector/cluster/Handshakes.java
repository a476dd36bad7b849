package io.genisys.connector.cluster;

import io.genisys.connector.model.Voter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Whether this node and the voters take each other's certificates. ZooKeeper does not say why it has no quorum; a node
 * shows the same certificate on all its ports, so one of them tells.
 */
final class Handshakes implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** A node that refuses the certificate of a caller says so after the caller believes to be connected. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final int DEEPEST = 8;

    private final Vertx vertx;
    private final List<Voter> others;
    private final int port;
    private final NetClient client;
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    private final AtomicBoolean isTrying = new AtomicBoolean();

    /** @param self the name of this node */
    Handshakes(Vertx vertx, Quorum quorum, String self, NodeTls tls) {
        this.vertx = vertx;
        this.others = quorum.voters().stream()
                .filter(voter -> !voter.name().equals(self))
                .toList();
        this.port = quorum.port();
        this.client =
                vertx.createNetClient(tls.use(new NetClientOptions().setConnectTimeout((int) LONGEST.toMillis())));
    }

    /** Begins to try all, unless it is at it. */
    void tryAll() {
        if (isTrying.compareAndSet(false, true)) {
            Future.join(others.stream().map(this::attempt).toList()).onComplete(done -> isTrying.set(false));
        }
    }

    private Future<Void> attempt(Voter voter) {
        return client.connect(port, voter.address())
                .compose(this::refusal)
                .recover(error -> Future.succeededFuture(fault(error)))
                .onSuccess(fault -> fault.ifPresentOrElse(
                        words -> faults.put(voter.name(), words), () -> faults.remove(voter.name())))
                .mapEmpty();
    }

    private Future<Optional<String>> refusal(NetSocket socket) {
        Promise<Optional<String>> found = Promise.promise();
        socket.exceptionHandler(error -> found.tryComplete(fault(error)));
        socket.closeHandler(closed -> found.tryComplete(Optional.empty()));
        vertx.setTimer(LATE.toMillis(), late -> found.tryComplete(Optional.empty()));
        return found.future().onComplete(done -> socket.close());
    }

    /** What it says of certificates, in words that follow the name of the other node; empty if nothing. */
    static Optional<String> fault(Throwable error) {
        List<Throwable> causes = Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
        return causes.stream()
                .filter(CertificateException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst()
                .or(() -> causes.stream()
                        .filter(SSLException.class::isInstance)
                        .map(cause -> "does not take the certificate of this node (" + cause.getMessage()
                                + "): its log says why")
                        .findFirst());
    }

    /** By the name of the voter. May be asked by any thread. */
    Map<String, String> faults() {
        return Map.copyOf(faults);
    }

    @Override
    public void close() {
        client.close();
    }
}
