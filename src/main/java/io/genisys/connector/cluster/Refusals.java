package io.genisys.connector.cluster;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs whom this node refuses. Who is refused comes back every second, so each sentence is logged once a minute. */
final class Refusals implements Consumer<String> {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int MOST = 64;

    private final SteadyClock clock;
    private final Map<String, Instant> said = new LinkedHashMap<>();

    Refusals(SteadyClock clock) {
        this.clock = clock;
    }

    @Override
    public void accept(String sentence) {
        if (isNews(sentence)) {
            LOG.warn("Refused: {}", sentence);
        }
    }

    private synchronized boolean isNews(String sentence) {
        Instant now = clock.instant();
        said.values().removeIf(at -> now.isAfter(at.plus(QUIET)));
        return said.size() < MOST && said.putIfAbsent(sentence, now) == null;
    }
}
