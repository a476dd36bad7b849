package io.genisys.connector.chaos;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.RealCluster;
import io.genisys.connector.testing.RealNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How fast a cluster is, and how fast it gets over what happens to it. Prints a line for each figure. */
final class Figures {
    private static final Path JAR = Path.of("target/genisys-connector-docker.jar");
    /** That a late joiner has to read. */
    private static final int SERVICES = 200;

    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private final RealCluster cluster;

    private Figures(RealCluster cluster) {
        this.cluster = cluster;
    }

    /** Its argument: a folder for logs and data. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        System.out.printf("jar: %.1f MB%n", Files.size(JAR) / 1e6);
        ofOne(folder.resolve("one"));
        try (RealCluster cluster = RealCluster.of(folder, 3, 0)) {
            new Figures(cluster).measure(folder.resolve("single"));
        }
    }

    /** A cluster of one, and a node that joins it late. */
    private static void ofOne(Path folder) {
        try (RealCluster cluster = RealCluster.of(folder, 1, 1)) {
            RealNode first = cluster.nodes().get(0);
            RealNode late = cluster.nodes().get(1);
            tell("cold start of one, until it is ready", Load.time(() -> cluster.start(List.of(first))));
            for (int i = 0; i < SERVICES; i++) {
                first.api().define("s" + i, "a:1");
            }
            Duration whole = Load.time(() -> {
                late.connector().launch();
                until(() -> isComplete(late) && first.hearsAll(2));
            });
            tell("late joiner, from its start until all hear all and it has all " + SERVICES + " services", whole);
        }
    }

    private static boolean isComplete(RealNode node) {
        try {
            return node.isReady()
                    && node.hearsAll(2)
                    && node.api().get("/service/s" + (SERVICES - 1)).status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private void measure(Path folder) {
        tell("cold start of three, until all are ready", Load.time(cluster::start));
        RealNode leader = leader();
        RealNode follower = others(leader).get(0);
        follower.api().define(Load.SERVICE, DockerDaemon.IMAGE);
        try (Single single = new Single(folder)) {
            tell("start of a single node, until it is healthy", single.start());
            beside(single, leader, follower);
        }
        failover("SIGTERM", JarProcess::terminate);
        failover("kill -9", JarProcess::kill9);
        cutOff();
        withEngine();
        tell("all killed, until all are ready", Load.time(() -> {
            cluster.nodes().forEach(node -> node.connector().kill9());
            cluster.start();
        }));
    }

    private void beside(Single single, RealNode leader, RealNode follower) {
        System.out.println("write through a single node: " + Load.writes(single.api()));
        System.out.println("write through the leader: " + Load.writes(leader.api()));
        System.out.println("write through a follower: " + Load.writes(follower.api()));
        double[] reads = Load.reads(single.api(), leader.api(), follower.api());
        System.out.printf("status of a single node: %.0f a second%n", reads[0]);
        System.out.printf(
                "status of the leader: %.0f a second, %.2f of the single node's%n", reads[1], reads[1] / reads[0]);
        System.out.printf(
                "status of a follower: %.0f a second, %.2f of the single node's%n", reads[2], reads[2] / reads[0]);
        System.out.println("single node: resident " + single.residentMegabytes() + " MB");
        cluster.nodes()
                .forEach(node -> System.out.println(
                        node + ": resident " + node.connector().residentKilobytes() / 1024 + " MB"));
    }

    private RealNode leader() {
        return cluster.leader(cluster.nodes());
    }

    private List<RealNode> others(RealNode node) {
        return cluster.without(node);
    }

    /** Until an order of the next leader has made a container. */
    private void failover(String how, Consumer<JarProcess> end) {
        RealNode leader = leader();
        RealNode asked = others(leader).get(0);
        scaleTo(asked, 0);
        long before = System.nanoTime();
        end.accept(leader.connector());
        tell("leader ended by " + how + ", until it has ended", Duration.ofNanos(System.nanoTime() - before));
        until(() -> asked.api().order(Load.SERVICE, 2).status() == 202);
        until(() -> others(leader).stream().mapToLong(RealNode::containers).sum() > 0);
        tell("leader ended by " + how + ", until the next one has started a container", since(before));
        tell("it joins again, until it is ready", Load.time(cluster::start));
    }

    private void scaleTo(RealNode asked, int number) {
        until(() -> asked.api().scale(Load.SERVICE, number).status() == 200);
        until(() -> cluster.running() == number);
    }

    private void cutOff() {
        RealNode leader = leader();
        List<RealNode> others = others(leader);
        scaleTo(others.get(0), 0);
        long before = System.nanoTime();
        cluster.cut(List.of(leader), others);
        until(() -> !leader.cluster().getBoolean("quorum"));
        tell("leader cut off, until it leads no more", since(before));
        until(() -> others.get(0).api().order(Load.SERVICE, 2).status() == 202);
        until(() -> others.stream().mapToLong(RealNode::containers).sum() > 0);
        tell("leader cut off, until the next one has started a container", since(before));
        cluster.heal();
        cluster.awaitReady();
    }

    private void withEngine() {
        RealNode gone = others(leader()).get(0);
        List<RealNode> others = others(gone);
        scaleTo(gone, 6);
        long before = System.nanoTime();
        gone.connector().kill9();
        gone.engine().kill9();
        until(() -> others.stream().mapToLong(RealNode::containers).sum() == 6);
        tell("node and engine killed, until 6 run elsewhere, with host_lost_after of 8 s", since(before));
        gone.engine().startAgain();
        cluster.start();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static void until(BooleanSupplier condition) {
        long before = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - before > LONGEST_NANOS) {
                throw new IllegalStateException("it takes too long: see the stack");
            }
            LockSupport.parkNanos(20_000_000L);
        }
    }

    private static void tell(String what, Duration time) {
        System.out.printf("%s: %.2f s%n", what, time.toNanos() / 1e9);
    }
}
