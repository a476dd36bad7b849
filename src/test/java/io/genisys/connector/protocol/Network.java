package io.genisys.connector.protocol;

import java.time.Duration;
import java.util.List;

/** How messages go from node to node. */
final class Network {
    private final World world;
    /** Until when nothing goes from one to the other. */
    private final long[][] cut;
    /** How likely a message is lost, comes twice, or very late. */
    private double trouble;

    Network(World world, int nodes) {
        this.world = world;
        this.cut = new long[nodes + 1][nodes + 1];
    }

    void trouble(double probability) {
        trouble = probability;
    }

    void cut(int from, int to, Duration time) {
        cut[from][to] = world.now() + time.toNanos();
    }

    boolean isCut(int from, int to) {
        return cut[from][to] > world.now();
    }

    void heal() {
        for (long[] row : cut) {
            java.util.Arrays.fill(row, 0);
        }
        trouble = 0;
    }

    /** Until other nodes know of a registration or its end. */
    Duration spread() {
        return world.chance(trouble) ? world.millis(0, 3000) : world.millis(1, 20);
    }

    /** The delays after which a message comes; empty: it never does. */
    List<Duration> ways(NodeProcess from, NodeProcess to) {
        if (from == to) {
            return List.of(Duration.ZERO);
        }
        if (isCut(from.node, to.node)) {
            // what was sent again and again comes when the way is free
            long left = cut[from.node][to.node] - world.now();
            return world.chance(0.3) ? List.of(Duration.ofNanos(left).plus(world.millis(0, 200))) : List.of();
        }
        if (!world.chance(trouble)) {
            return List.of(world.millis(0, 3));
        }
        return switch (world.random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(world.millis(0, 3), world.millis(0, 4000));
            default -> List.of(world.millis(0, 5000));
        };
    }
}
