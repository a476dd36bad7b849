package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.model.Voter;
import io.genisys.connector.testing.Ports;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of voters, with the real ZooKeeper in this process: the first one, and those after folders were lost. */
@Timeout(180)
final class QuorumSearchTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);
    /** Longer than a quorum of what is there would take. */
    private static final Duration LONG = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private final int port = Ports.freeInARow(4);
    private final List<Node> nodes = new ArrayList<>();

    private static List<Voter> voters(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(id -> new Voter(id, "n" + id, "127.0.0." + id))
                .toList();
    }

    private final class Node {
        private final String name;
        private final Path path;
        private final Vertx vertx = Vertx.vertx();
        private final ClusterNode node;
        private final QuorumSearch search;
        private final Thread thread;
        private volatile boolean isFound;
        private volatile boolean isStopped;

        Node(int id, int of) {
            this(id, voters(of), "n" + id);
        }

        /** @param machine the name of its folder */
        Node(int id, List<Voter> voters, String machine) {
            name = "n" + id;
            path = folder.resolve(machine);
            ClusterSettings settings = new ClusterSettings(
                    name, voters.get(id - 1).address(), port, new ClusterSettings.Embedded(voters), Optional.empty());
            try {
                node = ClusterNode.open(
                        settings,
                        path,
                        new ClusterNode.Outside(
                                "genisys",
                                SteadyClock.system(),
                                () -> UUID.randomUUID().toString(),
                                0.5,
                                "1",
                                new Identity(Map.of(), Map.of(), List.of())));
                search = QuorumSearch.begin(vertx, node, path, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            thread = new Thread(this::find, name);
            thread.start();
            nodes.add(this);
        }

        private void find() {
            try {
                while (!isStopped && !isFound) {
                    isFound = search.goOn(LOOK);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitQuorum() {
            Awaitility.await(name).atMost(SOON).until(() -> isFound);
        }

        /** What the first who asked brought. */
        String agreed() {
            return new String(node.agreed("test", name.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        }

        void stop() {
            isStopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            search.close();
            node.close();
            vertx.close().await();
            nodes.remove(this);
        }

        void wipe() {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterEach
    void stopAll() {
        List.copyOf(nodes).forEach(Node::stop);
    }

    private List<Node> start(int of) {
        List<Node> started =
                IntStream.rangeClosed(1, of).mapToObj(id -> new Node(id, of)).toList();
        started.forEach(Node::awaitQuorum);
        return started;
    }

    private void holdsForAWhile(Node node) {
        Awaitility.await().during(LONG).atMost(SOON).until(() -> !node.isFound && !node.node.hasQuorum());
    }

    @Test
    void aFirstStartWaitsForAllAndSaysForWhich() {
        Node third = new Node(3, 3);
        Node first = new Node(1, 3);
        Awaitility.await().atMost(SOON).until(() -> first.search.awaited().equals(Map.of("n2", "does not answer")));
        holdsForAWhile(first);

        Node second = new Node(2, 3);

        List.of(first, second, third).forEach(Node::awaitQuorum);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 3", "1, 3, 2", "2, 1, 3", "2, 3, 1", "3, 2, 1"})
    void aFirstStartEndsInEachOrder(int first, int second, int last) {
        Node one = new Node(first, 3);
        awaitsSome(one);
        Node two = new Node(second, 3);
        awaitsSome(two);
        Node three = new Node(last, 3);

        List<Node> all = List.of(one, two, three);
        all.forEach(Node::awaitQuorum);
        String agreed = three.agreed();
        assertThat(all).allSatisfy(node -> assertThat(node.agreed()).isEqualTo(agreed));
    }

    private static void awaitsSome(Node node) {
        Awaitility.await().atMost(SOON).until(() -> !node.search.awaited().isEmpty());
        assertThat(node.isFound).isFalse();
    }

    @Test
    void aDeadVoterIsReplacedByAnotherMachine() {
        List<Node> all = start(3);
        assertThat(all.get(0).agreed()).isEqualTo("n1");
        all.get(2).stop();
        List<Voter> next = List.of(
                new Voter(1, "n1", "127.0.0.1"), new Voter(2, "n2", "127.0.0.2"), new Voter(3, "n3", "127.0.0.13"));

        Node other = new Node(3, next, "other");
        for (int id = 1; id <= 2; id++) {
            all.get(id - 1).stop();
            new Node(id, next, "n" + id).awaitQuorum();
        }

        other.awaitQuorum();
        nodes.stream()
                .filter(node -> node.name.equals("n1"))
                .findFirst()
                .orElseThrow()
                .stop();
        assertThat(other.agreed()).isEqualTo("n1");
    }

    @Test
    void aVoterThatLostItsFolderFetchesItsDataAndTwoOfThreeAreEnoughLater() {
        List<Node> all = start(3);
        assertThat(all.get(0).agreed()).isEqualTo("n1");
        all.get(2).stop();
        all.get(2).wipe();

        Node again = new Node(3, 3);
        again.awaitQuorum();
        all.get(1).stop();

        assertThat(again.agreed()).isEqualTo("n1");
    }

    @Test
    void aVoterThatLostItsFolderAndOneThatIsBehindFormNoQuorum() {
        List<Node> all = start(3);
        all.get(0).stop();
        assertThat(all.get(1).agreed()).isEqualTo("n2");
        all.get(1).stop();
        all.get(2).stop();
        all.get(1).wipe();

        Node wiped = new Node(2, 3);
        Node behind = new Node(1, 3);
        holdsForAWhile(wiped);
        holdsForAWhile(behind);

        Node knowing = new Node(3, 3);
        List.of(wiped, behind, knowing).forEach(Node::awaitQuorum);
        assertThat(behind.agreed()).isEqualTo("n2");
    }

    @Test
    void oneVoterBecomesThreeByAFirstStart() {
        Node alone = start(1).get(0);
        alone.stop();

        start(3);

        assertThat(folder.resolve("n1/version-2.alone")).exists();
    }

    @Test
    void threeVotersBecomeFiveOneByOneAndKeepTheirData() {
        List<Node> three = start(3);
        assertThat(three.get(0).agreed()).isEqualTo("n1");

        List<Node> added = List.of(new Node(4, 5), new Node(5, 5));
        for (int id = 1; id <= 3; id++) {
            three.get(id - 1).stop();
            Node again = new Node(id, 5);
            again.awaitQuorum();
        }

        added.forEach(Node::awaitQuorum);
        assertThat(added.get(1).agreed()).isEqualTo("n1");
    }
}
