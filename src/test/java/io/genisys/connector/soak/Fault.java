package io.genisys.connector.soak;

import java.util.List;
import java.util.Random;

/**
 * Something that breaks, or that is done by hand.
 *
 * @param weight how often it is chosen, beside the others' weights
 */
record Fault(String name, int weight, Runnable act) {
    static Fault choose(List<Fault> faults, Random random) {
        int point = random.nextInt(faults.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : faults) {
            point -= fault.weight;
            if (point < 0) {
                return fault;
            }
        }
        throw new AssertionError("unreachable");
    }

    void inject(Log log) {
        log.count(name);
        log.say("fault " + name);
        act.run();
        log.say("fault " + name + " is over");
    }
}
