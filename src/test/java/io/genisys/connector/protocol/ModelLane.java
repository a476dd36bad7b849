package io.genisys.connector.protocol;

import io.genisys.connector.cluster.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** A lane of a process, on which each task comes after a delay; or none does, as long as it is held. */
final class ModelLane implements Lane {
    private final World world;
    private final ModelContext context;
    private final Supplier<Duration> delay;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean isHeld;

    ModelLane(World world, ModelContext context, Supplier<Duration> delay) {
        this.world = world;
        this.context = context;
        this.delay = delay;
    }

    void hold() {
        isHeld = true;
    }

    void release() {
        isHeld = false;
        tasks.forEach(task -> world.after(Duration.ZERO, context, this::next));
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        world.after(delay.get(), context, this::next);
    }

    private void next() {
        if (!isHeld && !tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Override
    public void after(Duration time, Runnable task) {
        world.after(time, context, () -> execute(task));
    }
}
