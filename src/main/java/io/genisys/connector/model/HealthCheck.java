package io.genisys.connector.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an engine finds out whether a container is healthy. What is not given is the image's own, or else the engine's.
 *
 * @param test the words of a command after {@code CMD}, a line of shell after {@code CMD-SHELL}, or {@code NONE}
 * @param retries failures in a row after which a container is unhealthy
 * @param start how it is tested at first
 */
public record HealthCheck(
        Optional<List<String>> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Long> retries,
        Start start)
        implements Written {
    public HealthCheck {
        test = test.map(List::copyOf);
        Objects.requireNonNull(interval);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(retries);
        Objects.requireNonNull(start);
    }

    /**
     * How a container is tested while it starts.
     *
     * @param period in which a failure does not count
     * @param interval between tests in that time
     */
    public record Start(Optional<Duration> period, Optional<Duration> interval) {
        public Start {
            Objects.requireNonNull(period);
            Objects.requireNonNull(interval);
        }
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        test.ifPresent(words -> written.put("test", words));
        interval.ifPresent(time -> written.put("interval", Durations.format(time)));
        timeout.ifPresent(time -> written.put("timeout", Durations.format(time)));
        retries.ifPresent(number -> written.put("retries", number));
        start.period.ifPresent(time -> written.put("start_period", Durations.format(time)));
        start.interval.ifPresent(time -> written.put("start_interval", Durations.format(time)));
        return written;
    }
}
