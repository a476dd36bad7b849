package io.genisys.connector.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Finds out with how many calls at once the bare client is fastest, up and down, with half as many containers. */
final class BestBare {
    private static final List<Integer> PARALLEL = List.of(2, 4, 8, 16);

    private BestBare() {}

    static Heat of(BareClient bare, BareClient.Recipe recipe, BareContender.Way way, int number) {
        List<Heat> tried = PARALLEL.stream()
                .map(parallel -> Heat.of(new BareContender(bare, parallel, parallel, recipe, way)))
                .toList();
        tried.forEach(heat -> heat.measure(number / 2));
        return Heat.of(new BareContender(bare, fastest(tried, Heat::up), fastest(tried, Heat::down), recipe, way));
    }

    private static int fastest(List<Heat> tried, Function<Heat, Samples> which) {
        Heat fastest = tried.stream()
                .min(Comparator.comparing(heat -> which.apply(heat).median()))
                .orElseThrow();
        return PARALLEL.get(tried.indexOf(fastest));
    }
}
