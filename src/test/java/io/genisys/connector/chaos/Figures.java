package io.genisys.connector.chaos;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.RealCluster;
import io.genisys.connector.testing.RealNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How fast a cluster of three is, and how fast it gets over what happens to it. Prints a line for each figure. */
final class Figures {
    private static final int WRITES = 200;
    private static final int READS = 3_000;
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private final RealCluster cluster;

    private Figures(RealCluster cluster) {
        this.cluster = cluster;
    }

    /** Its argument: a folder for logs and data. */
    public static void main(String[] arguments) {
        try (RealCluster cluster = RealCluster.of(Path.of(arguments[0]).toAbsolutePath(), 3, 0)) {
            new Figures(cluster).measure();
        }
    }

    private void measure() {
        tell("cold start of three, until all are ready", time(cluster::start));
        RealNode leader = leader();
        RealNode follower = others(leader).get(0);
        follower.api().define("web", DockerDaemon.IMAGE);
        writes("leader", leader.api());
        writes("follower", follower.api());
        reads("leader", leader.api());
        reads("follower", follower.api());
        cluster.nodes()
                .forEach(node -> System.out.println(
                        node + ": resident " + node.connector().residentKilobytes() / 1024 + " MB"));
        failover("SIGTERM", JarProcess::terminate);
        failover("kill -9", JarProcess::kill9);
        cutOff();
        withEngine();
        tell("all killed, until all are ready", time(() -> {
            cluster.nodes().forEach(node -> node.connector().kill9());
            cluster.start();
        }));
    }

    private RealNode leader() {
        return cluster.leader(cluster.nodes());
    }

    private List<RealNode> others(RealNode node) {
        return cluster.without(node);
    }

    private static void writes(String through, Api api) {
        long[] nanos = IntStream.range(0, WRITES)
                .mapToLong(i -> time(() -> api.put(
                                "/service/written",
                                "{\"image\": \"a:1\", \"environment\": {\"CHANGE\": \"" + i + "\"}}"))
                        .toNanos())
                .sorted()
                .toArray();
        System.out.printf(
                "write through the %s: p50 %.1f ms, p99 %.1f ms%n",
                through, nanos[WRITES / 2] / 1e6, nanos[WRITES * 99 / 100] / 1e6);
    }

    private static void reads(String through, Api api) {
        Duration time = time(() -> LongStream.range(0, READS).parallel().forEach(i -> api.running("web")));
        System.out.printf("status of the %s: %.0f a second%n", through, READS * 1e9 / time.toNanos());
    }

    /** Until an order of the next leader has made a container. */
    private void failover(String how, Consumer<JarProcess> end) {
        RealNode leader = leader();
        RealNode asked = others(leader).get(0);
        scaleTo(asked, 0);
        long before = System.nanoTime();
        end.accept(leader.connector());
        tell("leader ended by " + how + ", until it has ended", Duration.ofNanos(System.nanoTime() - before));
        until(() -> asked.api().order("web", 2).status() == 202);
        until(() -> others(leader).stream().mapToLong(RealNode::containers).sum() > 0);
        tell("leader ended by " + how + ", until the next one has started a container", since(before));
        tell("it joins again, until it is ready", time(cluster::start));
    }

    private void scaleTo(RealNode asked, int number) {
        until(() -> asked.api().scale("web", number).status() == 200);
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
        until(() -> others.get(0).api().order("web", 2).status() == 202);
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

    private static Duration time(Runnable what) {
        long before = System.nanoTime();
        what.run();
        return since(before);
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
