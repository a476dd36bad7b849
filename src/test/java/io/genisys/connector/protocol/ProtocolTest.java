package io.genisys.connector.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Runs seeds. One again, with its trace: {@code mvn test -Dtest=ProtocolTest -Dprotocol.seed=7}; others:
 * {@code -Dprotocol.first=2000 -Dprotocol.seeds=10000}; longer ones: {@code -Dprotocol.steps=60}.
 */
class ProtocolTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.genisys");
    private static final int SEEDS = 2000;

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @Test
    void whateverGoesWrongNothingIsLostAndAllIsExactInTheEnd() {
        Map<Long, List<String>> failed = new ConcurrentSkipListMap<>();
        seeds().forEach(seed -> {
            List<String> violations = violations(seed);
            if (!violations.isEmpty()) {
                failed.put(seed, violations);
            }
        });
        assertThat(failed)
                .as(() -> "seeds " + failed.keySet() + "; "
                        + failed.keySet().stream()
                                .findFirst()
                                .map(ProtocolTest::trace)
                                .orElse(""))
                .isEmpty();
    }

    private static List<String> violations(long seed) {
        try {
            return new Run(seed).run();
        } catch (RuntimeException | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return List.of(trace.toString());
        }
    }

    @Test
    void aSeedIsTheSameRunEachTime() {
        assertThat(digest(1)).isEqualTo(digest(1)).isNotEqualTo(digest(2));
    }

    private static LongStream seeds() {
        Long one = Long.getLong("protocol.seed");
        long first = Long.getLong("protocol.first", 0);
        return one != null
                ? LongStream.of(one)
                : LongStream.range(first, first + Long.getLong("protocol.seeds", SEEDS))
                        .parallel();
    }

    private static String trace(long seed) {
        Run run = new Run(seed);
        try {
            run.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.debug("seed {} ends so", seed, e);
        }
        return "the last of seed " + seed + ":\n" + run.trace() + "\n";
    }

    private static long digest(long seed) {
        Run run = new Run(seed);
        run.run();
        return run.digest();
    }
}
