package io.genisys.connector.protocol;

import java.time.Duration;
import java.util.List;

/** One run. */
final class Run {
    private static final int STEPS = 60;
    private static final Duration SETTLING = Duration.ofSeconds(150);

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
            world.run(SETTLING);
            callers.checkNoneIsForgotten();
            site.checks.checkAllIsExact();
        }
        return site.checks.violations();
    }

    /** Of all that happened. */
    long digest() {
        return site.world.digest();
    }

    String trace() {
        return site.world.traced();
    }
}
