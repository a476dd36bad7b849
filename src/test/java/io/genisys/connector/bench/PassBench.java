package io.genisys.connector.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Whether the cost of a pass follows from what changed, and not from how many services there are. By JMH. */
final class PassBench {
    private static final double SAME = 2;
    /** Services that are updated at once. */
    private static final int AT_ONCE = 500;

    private final Path folder;
    private final long millis;

    /** @param millis that each measured iteration takes */
    PassBench(Path folder, long millis) {
        this.folder = folder;
        this.millis = millis;
    }

    void run(Report report) throws RunnerException {
        Collection<RunResult> results = new Runner(options()).run();
        for (String part : List.of("report", "plan", "update")) {
            List<RunResult> bySize = results.stream()
                    .filter(result -> result.getPrimaryResult().getLabel().equals(part))
                    .toList();
            bySize.stream().skip(1).forEach(result -> report.add(row(part, result, bySize.get(0))));
        }
        report.add(Row.of("pass, update, " + AT_ONCE + " services", "us", samples(find(results, "update")))
                .beside("plan at rest", samples(find(results, "plan"))));
    }

    private static RunResult find(Collection<RunResult> results, String part) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(part)
                        && services(result).equals(AT_ONCE + " services"))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(String part, RunResult result, RunResult smallest) {
        return Row.of("pass, " + part + ", " + services(result), "us", samples(result))
                .beside(services(smallest), samples(smallest))
                .ratioAtMost(SAME);
    }

    private static String services(RunResult result) {
        return result.getParams().getParam("services") + " services";
    }

    private static Samples samples(RunResult result) {
        Samples samples = new Samples();
        result.getBenchmarkResults().forEach(fork -> fork.getIterationResults()
                .forEach(each -> samples.add(each.getPrimaryResult().getScore())));
        return samples;
    }

    private Options options() {
        return new OptionsBuilder()
                .include(PassBenchmark.class.getName())
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(millis))
                .output(folder.resolve("jmh.log").toString())
                .build();
    }
}
