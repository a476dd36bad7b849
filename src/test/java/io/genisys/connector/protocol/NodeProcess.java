package io.genisys.connector.protocol;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;

/** One life of a node. */
final class NodeProcess {
    final String name;
    final int node;
    final SteadyClock clock;
    private final World world;
    private boolean isDead;
    private long frozenUntil;

    /** @param skew of its clock on the wall */
    NodeProcess(World world, int node, int life, Duration skew) {
        this.world = world;
        this.node = node;
        this.name = "n" + node + "." + life;
        this.clock = new SteadyClock(
                () -> Instant.ofEpochSecond(1_700_000_000, world.now()).plus(skew), world::now);
    }

    boolean isDead() {
        return isDead;
    }

    long frozenUntil() {
        return frozenUntil;
    }

    boolean isFrozen() {
        return frozenUntil > world.now();
    }

    void die() {
        isDead = true;
    }

    void freeze(Duration time) {
        frozenUntil = world.now() + time.toNanos();
    }

    @Override
    public String toString() {
        return name;
    }
}
