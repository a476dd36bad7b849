package io.genisys.connector.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How the containers of a service are replaced by those of another definition, under Compose's names.
 *
 * @param parallelism how many are replaced at once; 0 for all
 * @param delay from one good replacement to the next start
 * @param failureAction what happens if too many fail
 * @param monitor how long a new container has to stay good until it counts
 * @param maxFailureRatio how many of those to be replaced may fail, from 0 to 1
 * @param order whether the new one starts before the old one stops
 * @param progressDeadline how long the update may go on without another good container
 */
public record UpdateConfig(
        int parallelism,
        Duration delay,
        FailureAction failureAction,
        Duration monitor,
        double maxFailureRatio,
        Order order,
        Duration progressDeadline)
        implements Written {
    public static final UpdateConfig DEFAULT = new UpdateConfig(
            1,
            Duration.ZERO,
            FailureAction.ROLLBACK,
            Duration.ofSeconds(5),
            0,
            Order.START_FIRST,
            Duration.ofMinutes(10));

    /** What is waited for beyond what a health check needs. */
    private static final Duration SLACK = Duration.ofSeconds(10);
    /** An engine's own, for what neither the definition nor, as far as is known, the image says. */
    private static final HealthTimes OF_ENGINE =
            new HealthTimes(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), 3);

    public UpdateConfig {
        Objects.requireNonNull(delay);
        Objects.requireNonNull(failureAction);
        Objects.requireNonNull(monitor);
        Objects.requireNonNull(order);
        Objects.requireNonNull(progressDeadline);
    }

    /** What that definition says, or else the default. */
    public static UpdateConfig of(ServiceDefinition definition) {
        return definition.detail(Detail.UPDATE_CONFIG).orElse(DEFAULT);
    }

    /** How many of that number are replaced at once, 1 or more. */
    public int atOnce(int number) {
        return Math.max(1, parallelism == 0 ? number : parallelism);
    }

    /**
     * How long a container of that definition may take until it is good.
     *
     * @param isChecked whether its engine checks its health
     */
    public Duration patience(ServiceDefinition definition, boolean isChecked) {
        Duration check = isChecked
                ? definition
                        .detail(Detail.HEALTHCHECK)
                        .map(HealthTimes::of)
                        .orElse(OF_ENGINE)
                        .untilUnhealthy()
                : Duration.ZERO;
        return (check.compareTo(monitor) > 0 ? check : monitor).plus(SLACK);
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("parallelism", parallelism);
        written.put("delay", Durations.format(delay));
        written.put("failure_action", failureAction.word());
        written.put("monitor", Durations.format(monitor));
        written.put("max_failure_ratio", maxFailureRatio);
        written.put("order", order.word());
        written.put("progress_deadline", Durations.format(progressDeadline));
        return written;
    }

    /** What happens if too many new containers fail. */
    public enum FailureAction {
        /** The last proven definition becomes the current one again. */
        ROLLBACK,
        /** Nothing more is replaced until someone decides. */
        PAUSE,
        /** It goes on. */
        CONTINUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What comes first. */
    public enum Order {
        START_FIRST,
        STOP_FIRST;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private record HealthTimes(Duration startPeriod, Duration interval, Duration timeout, long retries) {
        static HealthTimes of(HealthCheck check) {
            return new HealthTimes(
                    check.start().period().orElse(OF_ENGINE.startPeriod),
                    check.interval().orElse(OF_ENGINE.interval),
                    check.timeout().orElse(OF_ENGINE.timeout),
                    check.retries().orElse(OF_ENGINE.retries));
        }

        Duration untilUnhealthy() {
            return startPeriod.plus(interval.plus(timeout).multipliedBy(retries));
        }
    }
}
