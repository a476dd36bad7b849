package io.genisys.connector.chaos;

import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.RealCluster;
import io.genisys.connector.testing.RealNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What breaks. All come in turn, in an order that the seed decides, which is another one each time. */
final class Faults {
    /** Longer than a session. */
    private static final Duration SHORT = Duration.ofSeconds(7);
    /** Longer than it takes until a host is lost. */
    private static final Duration LONG = Duration.ofSeconds(13);

    private static final Duration APART = Duration.ofSeconds(4);

    private final RealCluster cluster;
    private final int voters;
    private final Random random;
    private final List<Fault> all;
    private final List<Fault> next = new ArrayList<>();
    /** Those that others may not hear, or that may not hear others. */
    private final Set<RealNode> struck = ConcurrentHashMap.newKeySet();

    /** @param voters the first nodes, so many */
    Faults(RealCluster cluster, int voters, Random random) {
        this.cluster = cluster;
        this.voters = voters;
        this.random = random;
        all = List.of(
                new Fault("KILL_LEADER", SHORT, true, () -> end(List.of(leader()), JarProcess::kill9)),
                new Fault("KILL_FOLLOWER", SHORT, true, () -> end(List.of(follower()), JarProcess::kill9)),
                new Fault("TERMINATE_LEADER", SHORT, true, () -> end(List.of(leader()), JarProcess::terminate)),
                new Fault("TERMINATE_FOLLOWER", SHORT, true, () -> end(List.of(follower()), JarProcess::terminate)),
                new Fault("FREEZE_LEADER", SHORT, false, () -> freeze(leader())),
                new Fault("CUT_LEADER_OFF", SHORT, false, () -> cutOff(leader())),
                new Fault("CUT_FOLLOWER_OFF", LONG, false, () -> cutOff(follower())),
                new Fault("CUT_ALL", SHORT, false, this::cutAll),
                new Fault("CUT_ONE_WAY", SHORT, false, this::cutOneWay),
                new Fault("CUT_LINK", LONG, false, this::cutLink),
                new Fault("WIPE_FOLDER", SHORT, true, this::wipe),
                new Fault("STALE_FIRST", SHORT, true, this::staleFirst),
                new Fault("KILL_ALL", Duration.ZERO, true, () -> end(cluster.nodes(), JarProcess::kill9)),
                new Fault("KILL_WITH_ENGINE", LONG, true, this::killWithEngine),
                new Fault("OUTSIDER", SHORT, true, this::outsider));
    }

    /** @param only the only one, or empty */
    Fault next(String only) {
        if (next.isEmpty()) {
            next.addAll(all);
            next.removeIf(fault -> !only.isEmpty() && !fault.name().equals(only));
            Collections.shuffle(next, random);
        }
        return next.remove(0);
    }

    /** Nodes to which something was done since the last {@link #forget}. */
    Set<RealNode> struck() {
        return struck;
    }

    /** All is well. */
    void forget() {
        struck.clear();
    }

    private RealNode leader() {
        return cluster.leader(cluster.nodes());
    }

    /** Any voter that does not lead. */
    private RealNode follower() {
        RealNode leader = leader();
        return any(cluster.nodes().subList(0, voters).stream()
                .filter(node -> !node.equals(leader))
                .toList());
    }

    private RealNode voter() {
        return any(cluster.nodes().subList(0, voters));
    }

    private RealNode any(List<RealNode> nodes) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private interface End {
        void of(JarProcess connector);
    }

    private Runnable end(List<RealNode> nodes, End end) {
        struck.addAll(nodes);
        nodes.parallelStream().map(RealNode::connector).forEach(end::of);
        return () -> nodes.forEach(node -> node.connector().launch());
    }

    private Runnable freeze(RealNode node) {
        struck.add(node);
        node.connector().freeze();
        return node.connector()::thaw;
    }

    /** With or without the nodes outside the quorum. */
    private Runnable cutOff(RealNode node) {
        List<RealNode> side = new ArrayList<>(List.of(node));
        cluster.nodes().subList(voters, cluster.nodes().size()).stream()
                .filter(other -> !other.equals(node) && random.nextBoolean())
                .forEach(side::add);
        struck.addAll(side);
        cluster.cut(side, cluster.without(side.toArray(RealNode[]::new)));
        return cluster::heal;
    }

    private Runnable cutAll() {
        struck.addAll(cluster.nodes());
        cluster.nodes().forEach(node -> cluster.cutOneWay(List.of(node), cluster.without(node)));
        return cluster::heal;
    }

    /** From one to one or all others. */
    private Runnable cutOneWay() {
        RealNode from = voter();
        List<RealNode> others = cluster.without(from);
        List<RealNode> to = random.nextBoolean() ? others : List.of(any(others));
        struck.add(from);
        struck.addAll(to);
        cluster.cutOneWay(List.of(from), to);
        return cluster::heal;
    }

    private Runnable cutLink() {
        RealNode one = voter();
        RealNode other = any(cluster.without(one));
        struck.addAll(List.of(one, other));
        cluster.cut(List.of(one), List.of(other));
        return cluster::heal;
    }

    private Runnable wipe() {
        RealNode node = voter();
        struck.add(node);
        node.connector().kill9();
        delete(node.connector().data());
        return node.connector()::launch;
    }

    /** One misses some changes; then all end, and it is the first that comes back. */
    private Runnable staleFirst() {
        RealNode stale = voter();
        struck.add(stale);
        stale.connector().kill9();
        return () -> {
            Runnable unusedStarts = end(cluster.without(stale), JarProcess::kill9);
            stale.connector().launch();
            LockSupport.parkNanos(APART.toNanos());
            cluster.without(stale).forEach(node -> node.connector().launch());
        };
    }

    private Runnable killWithEngine() {
        RealNode node = any(cluster.nodes());
        struck.add(node);
        node.connector().kill9();
        node.engine().kill9();
        return () -> {
            node.engine().startAgain();
            node.connector().launch();
        };
    }

    /** One that does not vote is killed, frozen or cut off. */
    private Runnable outsider() {
        RealNode node = any(cluster.nodes().subList(voters, cluster.nodes().size()));
        return switch (random.nextInt(3)) {
            case 0 -> end(List.of(node), JarProcess::kill9);
            case 1 -> freeze(node);
            default -> cutOff(node);
        };
    }

    private static void delete(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
