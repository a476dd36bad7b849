package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at all services time and again, a few each second: a wake-up that gets lost costs no more than a round. A round
 * takes {@value #ROUND} seconds, or longer if there are more than {@value #MOST} times as many services. Used from one
 * context only.
 */
final class Patrol {
    static final int ROUND = 30;
    static final int MOST = 25;

    private final Supplier<Collection<ServiceName>> all;
    private final Consumer<Collection<ServiceName>> replan;
    /** Of this round. */
    private final Deque<ServiceName> left = new ArrayDeque<>();

    /** Since the round began. */
    private int seconds = ROUND;

    private int each;

    /** @param replan takes those that are due */
    Patrol(Supplier<Collection<ServiceName>> all, Consumer<Collection<ServiceName>> replan) {
        this.all = all;
        this.replan = replan;
    }

    /** To be called each second. */
    void tick() {
        if (left.isEmpty() && seconds >= ROUND) {
            left.addAll(all.get());
            each = Math.min(MOST, (left.size() + ROUND - 1) / ROUND);
            seconds = 0;
        }
        seconds++;
        List<ServiceName> due = new ArrayList<>();
        while (due.size() < each && !left.isEmpty()) {
            due.add(left.remove());
        }
        replan.accept(due);
    }
}
