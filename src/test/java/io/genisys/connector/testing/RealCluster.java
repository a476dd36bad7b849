package io.genisys.connector.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Connectors as processes, each beside a real engine, and each of these pairs on a machine of its own in one network,
 * which talk by TLS. The first ones vote.
 */
public final class RealCluster implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(3);

    /** As the image starts it, with the heap of a node in a cluster, at least. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-Xmx128m");

    private final Path folder;
    private final Lan lan;
    private final List<RealNode> nodes;

    private RealCluster(Path folder, int voters, int others) {
        this.folder = folder;
        int size = voters + others;
        lan = Lan.of(size);
        Path tls = folder.resolve("tls");
        List<String> certificates = new ArrayList<>(List.of("scripts/certificates", tls.toString()));
        IntStream.rangeClosed(1, size).forEach(i -> certificates.add(RealNode.name(i) + "=" + address(i)));
        Shell.run(certificates);
        String quorum = IntStream.rangeClosed(1, voters)
                .mapToObj(i -> "{id: %1$d, name: %2$s, address: %3$s}".formatted(i, RealNode.name(i), address(i)))
                .collect(Collectors.joining(", ", "[", "]"));
        nodes = IntStream.rangeClosed(1, size)
                .parallel()
                .mapToObj(i -> node(i, quorum))
                .toList();
    }

    /** Nothing of it runs yet but the engines. */
    public static RealCluster of(Path folder, int voters, int others) {
        return new RealCluster(folder, voters, others);
    }

    private String address(int machine) {
        return lan.machine(machine).address();
    }

    private RealNode node(int number, String quorum) {
        String name = RealNode.name(number);
        DockerDaemon engine = DockerDaemon.start(lan.machine(number));
        Map<String, String> cluster = new LinkedHashMap<>(Map.of(
                "GENISYS_CLUSTER_QUORUM",
                quorum,
                "GENISYS_CLUSTER_NODE",
                name,
                "GENISYS_CLUSTER_ADDRESS",
                address(number),
                "GENISYS_CLUSTER_TLS",
                folder.resolve("tls").resolve(name).toString()));
        List<String> docker = List.of(
                "url: " + engine.url(),
                "stop_grace: 500ms",
                "look_timeout: 1s",
                "host_lost_after: 8s",
                "keep_failed: 0");
        Jvm jvm = OPTIONS.stream().reduce(Jvm.ofThisRun(), Jvm::with, (one, same) -> same);
        return new RealNode(
                number, new JarProcess(folder.resolve(name), docker, cluster, jvm, lan.machine(number)), engine);
    }

    /** In the order of their names. */
    public List<RealNode> nodes() {
        return nodes;
    }

    public List<RealNode> without(RealNode... some) {
        return nodes.stream().filter(node -> !List.of(some).contains(node)).toList();
    }

    /** Starts the connectors that do not run, and waits until all nodes are ready. */
    public void start() {
        start(nodes);
    }

    /** Those of them. */
    public void start(List<RealNode> some) {
        some.stream().map(RealNode::connector).filter(c -> !c.isAlive()).forEach(JarProcess::launch);
        await(some + " are ready").until(() -> some.stream().allMatch(RealNode::isReady));
    }

    public void awaitReady() {
        await("all nodes are ready").until(() -> nodes.stream().allMatch(RealNode::isReady));
    }

    /** A wait that names the folder with the logs when it is over. */
    public ConditionFactory await(String what) {
        return Awaitility.await(what + "; see " + folder).atMost(SOON).ignoreExceptions();
    }

    /** On which all of these agree. */
    public RealNode leader(List<RealNode> asked) {
        return await("these agree on a leader: " + asked).until(() -> told(asked), Objects::nonNull);
    }

    private RealNode told(List<RealNode> asked) {
        List<String> told = asked.stream()
                .map(node -> node.cluster().getString("leader"))
                .distinct()
                .toList();
        return nodes.stream()
                .filter(node -> told.equals(List.of(node.name())))
                .findFirst()
                .orElse(null);
    }

    /** Containers, really. */
    public long running() {
        return nodes.stream().mapToLong(RealNode::containers).sum();
    }

    /** No machine of one side reaches any of the other, until all is healed. */
    public void cut(List<RealNode> side, List<RealNode> other) {
        cutOneWay(side, other);
        cutOneWay(other, side);
    }

    /** Nothing comes from these to those, until all is healed. */
    public void cutOneWay(List<RealNode> from, List<RealNode> to) {
        from.forEach(sender -> to.forEach(receiver -> lan.cut(sender.number(), receiver.number())));
    }

    public void heal() {
        lan.heal();
    }

    @Override
    public void close() {
        nodes.stream().parallel().forEach(RealNode::close);
        lan.close();
    }
}
