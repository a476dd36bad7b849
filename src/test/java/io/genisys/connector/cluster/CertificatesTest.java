package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.model.Voter;
import io.genisys.connector.testing.NodeCertificates;
import io.genisys.connector.testing.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is refused on each of the four ports, as one who calls and as one who is called, and in which words. */
@Timeout(300)
final class CertificatesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LONGEST_MILLIS = 60_000;
    /** As long as one who is not refused is watched. */
    private static final int WATCHED_MILLIS = 500;

    private static final int TLS_RECORD = 22;
    private static final String PROPERTIES = "zookeeper.";

    @TempDir
    private static Path shared;

    private static NodeCertificates certificates;
    private static List<String> propertiesBefore;

    @TempDir
    private Path folder;

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Quorum quorum = new Quorum(
            Stream.of(1, 2, 3)
                    .map(id -> new Voter(id, "n" + id, "127.0.0." + id))
                    .toList(),
            Ports.freeInARow(4));

    /** What the other side shows. */
    private enum Shown {
        NONE("bad_certificate|certificate_required", ""),
        FOREIGN("certificate_unknown", "is signed by CN=Genisys connector cluster, and not by the authority in ca.pem"),
        EXPIRED("certificate_expired|certificate_unknown", "is over since"),
        MISNAMED("certificate_unknown", "is for 192.0.2.1, misnamed and not for 127.0.0.2"),
        GOOD("", "");

        private final String alert;
        private final String words;

        Shown(String alert, String words) {
            this.alert = alert;
            this.words = words;
        }

        Optional<Path> folder() {
            return switch (this) {
                case NONE -> Optional.empty();
                case FOREIGN -> Optional.of(certificates.foreign());
                case EXPIRED -> Optional.of(certificates.expired());
                case MISNAMED -> Optional.of(certificates.misnamed());
                case GOOD -> Optional.of(certificates.good());
            };
        }

        /** One who calls is asked for the authority's certificate only: it may call from any address of its machine. */
        boolean mayCall() {
            return this == GOOD || this == MISNAMED;
        }
    }

    @BeforeAll
    static void make() {
        certificates = NodeCertificates.make(shared);
        propertiesBefore = List.copyOf(System.getProperties().stringPropertyNames());
    }

    /** ZooKeeper's options are those of the process. */
    @AfterAll
    static void clear() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PROPERTIES) && !propertiesBefore.contains(name))
                .forEach(System::clearProperty);
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    private Vertx vertx() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        open.push(() -> vertx.close().await());
        return vertx;
    }

    private NodeTls tls() {
        return new NodeTls(Optional.of(certificates.good()), refused::add);
    }

    private void mayCall(Shown shown, String address, int port) {
        Optional<String> answer =
                Stranger.call(shown.folder(), address, port, shown.mayCall() ? WATCHED_MILLIS : LONGEST_MILLIS);
        if (shown.mayCall()) {
            assertThat(answer).isEmpty();
        } else {
            assertThat(answer.orElse("not refused")).containsPattern(shown.alert + "|" + Stranger.CLOSED);
        }
    }

    private void isTold(Shown shown) {
        if (!shown.mayCall() && !shown.words.isEmpty()) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(refused)
                    .anySatisfy(line -> assertThat(line).startsWith("a caller").contains(shown.words)));
        }
    }

    private Stranger isCalled(Shown shown, int port) {
        return closing(Stranger.listen(shown.folder(), "127.0.0.2", port));
    }

    /** It gets nothing but the beginning of a handshake, unless its certificate is the right one. */
    private static void isRefused(Shown shown, Stranger stranger) {
        Awaitility.await().atMost(SOON).until(() -> !stranger.met().isEmpty());
        assertThat(stranger.met()).allSatisfy(met -> {
            switch (shown) {
                case GOOD -> assertThat(met).startsWith("first byte");
                case NONE -> assertThat(met).isEqualTo("first byte " + TLS_RECORD);
                default -> assertThat(met).containsPattern(shown.alert + "|" + Stranger.CLOSED);
            }
        });
    }

    private Candidate candidate(int id) {
        return new Candidate(id, "n" + id, VoterFolder.Stand.EMPTY, 0, List.of(1, 2, 3));
    }

    private Ballot ballot() {
        return closing(new Ballot(vertx(), candidate(1), quorum, tls()));
    }

    @ParameterizedTest
    @EnumSource
    void aVoterBeforeThereIsAQuorumRefuses(Shown shown) {
        ballot().serve(tls()).await();

        mayCall(shown, "127.0.0.1", quorum.port());

        isTold(shown);
    }

    @ParameterizedTest
    @EnumSource
    void aVoterBeforeThereIsAQuorumIsRefusedThatShows(Shown shown) {
        Stranger stranger = isCalled(shown, quorum.port());
        Ballot ballot = ballot();

        ballot.ask().await();

        isRefused(shown, stranger);
        if (shown != Shown.GOOD) {
            assertThat(ballot.awaited().get("n2")).contains(shown.words.isEmpty() ? "does not" : shown.words);
        }
    }

    /** A node with an event bus, whose other members the test makes up. */
    private Vertx bus(ModelZooKeeper zookeeper, String name, String address) {
        ThreadLane lane = closing(new ThreadLane());
        Membership membership = membership(zookeeper, lane, name);
        EventBusOptions options =
                new EventBusOptions().setHost(address).setPort(quorum.port()).setConnectTimeout(LONGEST_MILLIS);
        tls().use(options);
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(options))
                .withClusterManager(new BusManager(membership, lane, tls(), Future::succeededFuture))
                .buildClustered()
                .await();
        open.push(() -> vertx.close().await());
        return vertx;
    }

    private static Membership membership(ModelZooKeeper zookeeper, ThreadLane lane, String name) {
        return new Membership(
                zookeeper.connect(lane),
                lane,
                name,
                Member.of(new Member.About(
                        name, "127.0.0.1", "1", 1, true, new Identity(Map.of(), Map.of(), List.of()))));
    }

    @ParameterizedTest
    @EnumSource
    void theEventBusRefuses(Shown shown) {
        bus(new ModelZooKeeper(), "n1", "127.0.0.1");

        mayCall(shown, "127.0.0.1", quorum.port());

        isTold(shown);
    }

    @ParameterizedTest
    @EnumSource
    void theEventBusSendsNothingToANodeThatShows(Shown shown) {
        ModelZooKeeper zookeeper = new ModelZooKeeper();
        Stranger stranger = isCalled(shown, quorum.port());
        ThreadLane lane = closing(new ThreadLane());
        Membership other = membership(zookeeper, lane, "n2");
        lane.execute(() -> other.begin()
                .compose(begun -> other.tell(
                        member -> member.listening("127.0.0.2", quorum.port()).with("questions", 1))));
        Vertx vertx = bus(zookeeper, "n1", "127.0.0.1");

        Awaitility.await().atMost(SOON).until(() -> {
            vertx.eventBus().send("questions", "?", new DeliveryOptions());
            return !stranger.met().isEmpty();
        });

        isRefused(shown, stranger);
        if (!shown.words.isEmpty()) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(refused)
                    .anySatisfy(
                            line -> assertThat(line).startsWith("127.0.0.2 ").contains(shown.words)));
        }
    }

    @Test
    void theEventBusReachesANodeWithACertificateForItsAddress() {
        ModelZooKeeper zookeeper = new ModelZooKeeper();
        bus(zookeeper, "n2", "127.0.0.2")
                .eventBus()
                .<String>consumer("questions", question -> question.reply("n2"))
                .completion()
                .await();

        String answer = bus(zookeeper, "n1", "127.0.0.1")
                .eventBus()
                .<String>request("questions", "?", new DeliveryOptions().setSendTimeout(LONGEST_MILLIS))
                .await()
                .body();

        assertThat(answer).isEqualTo("n2");
        assertThat(refused).isEmpty();
    }

    private EmbeddedMember member(Quorum of, int id) throws IOException {
        Path own = folder.resolve("n" + id);
        Files.createDirectories(own);
        Optional<NodeTls.Stores> stores = tls().stores(own);
        return closing(EmbeddedMember.start(
                new MemberSettings(own.resolve("data"), of, of.voters().get(id - 1), stores), true, 0.5));
    }

    private CuratorFramework client(String connect) throws IOException {
        return closing(Connections.open(connect, tls().stores(folder)));
    }

    @ParameterizedTest
    @EnumSource
    void zooKeeperRefusesOnItsThreePorts(Shown shown) throws Exception {
        Quorum alone = new Quorum(quorum.voters().subList(0, 1), quorum.port());
        member(alone, 1);
        assertThat(client(alone.connect()).blockUntilConnected(LONGEST_MILLIS, TimeUnit.MILLISECONDS))
                .isTrue();

        mayCall(shown, "127.0.0.1", alone.clientPort());
        mayCall(shown, "127.0.0.1", alone.leaderPort());
        mayCall(shown, "127.0.0.1", alone.electionPort());
    }

    @ParameterizedTest
    @EnumSource
    void aClientOfZooKeeperSendsNothingToAServerThatShows(Shown shown) throws IOException {
        Stranger stranger = isCalled(shown, quorum.clientPort());

        client("127.0.0.2:" + quorum.clientPort());

        isRefused(shown, stranger);
    }

    @ParameterizedTest
    @EnumSource
    void inElectionsNothingIsSentToAVoterThatShows(Shown shown) throws IOException {
        Stranger stranger = isCalled(shown, quorum.electionPort());

        member(quorum, 1);

        isRefused(shown, stranger);
    }

    /** n1 and n2 elect n2, at whose port for followers the other one listens. */
    @ParameterizedTest
    @EnumSource
    void aFollowerSendsNothingToALeaderThatShows(Shown shown) throws IOException {
        Stranger stranger = isCalled(shown, quorum.leaderPort());

        member(quorum, 1);
        member(quorum, 2);

        isRefused(shown, stranger);
    }

    private ClusterNode open(Path tls, String address) throws IOException {
        ClusterSettings settings = new ClusterSettings(
                "n9", address, quorum.port(), new ClusterSettings.Embedded(quorum.voters()), Optional.of(tls));
        return closing(ClusterNode.open(
                settings,
                folder,
                new ClusterNode.Outside(
                        "genisys",
                        SteadyClock.system(),
                        () -> UUID.randomUUID().toString(),
                        0.5,
                        "1",
                        new Identity(Map.of(), Map.of(), List.of()))));
    }

    /** A folder with these files, each from another one. */
    private Path mixed(Path authority, Path certificate, Path key) throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.copy(authority.resolve("ca.pem"), mixed.resolve("ca.pem"));
        Files.copy(certificate.resolve("cert.pem"), mixed.resolve("cert.pem"));
        Files.copy(key.resolve("key.pem"), mixed.resolve("key.pem"));
        return mixed;
    }

    @Test
    void aNodeDoesNotStartWithACertificateThatNoOtherOneTakes() throws IOException {
        Path good = certificates.good();
        assertThat(open(good, "127.0.0.3").tls().isOn()).isTrue();

        assertThatThrownBy(() -> open(certificates.expired(), "127.0.0.1"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("cluster.tls: ")
                .hasMessageContaining("is over since");
        assertThatThrownBy(() -> open(certificates.misnamed(), "127.0.0.1"))
                .hasMessageContaining("is for 192.0.2.1, misnamed and not for 127.0.0.1");
        assertThatThrownBy(() -> open(mixed(certificates.foreign(), good, good), "127.0.0.1"))
                .hasMessageContaining("is not taken by the authority in ca.pem");
    }

    @Test
    void aNodeDoesNotStartWithTheKeyOfAnotherOne() throws IOException {
        Path mixed = mixed(certificates.good(), certificates.good(), certificates.misnamed());

        assertThatThrownBy(() -> open(mixed, "127.0.0.1")).hasMessageContaining("key.pem is not the key of cert.pem");
    }

    /** It has voted before, so it asks nothing of the others but this. */
    @ParameterizedTest
    @EnumSource(names = {"FOREIGN", "EXPIRED", "MISNAMED"})
    void aNodeWithoutQuorumSaysWhoseCertificateItDoesNotTake(Shown shown) throws IOException {
        isCalled(shown, quorum.port());
        Handshakes handshakes = closing(new Handshakes(vertx(), quorum, "n1", tls()));

        handshakes.tryAll();

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(handshakes.faults().get("n2")).contains(shown.words));
    }

    @Test
    void aNodeWhoseCertificateIsNotTakenIsToldSo() {
        ballot().serve(tls()).await();
        Handshakes handshakes = closing(
                new Handshakes(vertx(), quorum, "n3", new NodeTls(Optional.of(certificates.expired()), refused::add)));

        handshakes.tryAll();

        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                        handshakes.faults().get("n1"))
                .startsWith("does not take the certificate of this node (Received fatal alert: certificate_")
                .endsWith("): its log says why"));
    }
}
