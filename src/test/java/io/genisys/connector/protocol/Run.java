package io.genisys.connector.protocol;

import java.time.Duration;
import java.util.List;

/** One run. */
final class Run {
    /** Of a second each, about; a longer run has more faults that meet each other. */
    private static final int STEPS = Integer.getInteger("protocol.steps", 12);
    /** All is exact after that time at the latest. */
    private static final Duration LONGEST_SETTLING = Duration.ofSeconds(150);

    private static final Duration LOOK = Duration.ofSeconds(10);
    /** So often all is exact, one time after the other, before it is taken for settled. */
    private static final int LOOKS = 2;

    final Site site;
    final Callers callers;
    final Faults faults;

    Run(long seed) {
        site = new Site(seed);
        callers = new Callers(site);
        faults = new Faults(site);
    }

    /** @return what did not hold */
    List<String> run() {
        World world = site.world;
        world.run(Duration.ofSeconds(3));
        callers.define();
        world.run(Duration.ofSeconds(1));
        for (int step = 0; step < STEPS && site.checks.violations().isEmpty(); step++) {
            if (world.chance(0.35)) {
                callers.ask();
            }
            if (world.chance(0.2)) {
                faults.one();
            }
            world.run(world.upTo(Duration.ofSeconds(2)));
            callers.checkNoneIsForgotten();
        }
        if (site.checks.violations().isEmpty()) {
            faults.heal();
            settle();
            callers.checkNoneIsForgotten();
            site.checks.checkAllIsExact();
        }
        return site.checks.violations();
    }

    private void settle() {
        int exact = 0;
        for (Duration left = LONGEST_SETTLING; exact < LOOKS && !left.isNegative(); left = left.minus(LOOK)) {
            site.world.run(LOOK);
            exact = site.checks.inexact().isEmpty() ? exact + 1 : 0;
        }
    }

    /** Of all that happened. */
    long digest() {
        return site.world.digest();
    }

    String trace() {
        return site.world.traced();
    }
}
