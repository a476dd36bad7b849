package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a service whose starts fail on a host is tried again there: after 1 s, 2 s, 4 s … up to 5 minutes. A container
 * that started and then ended or became unhealthy is replaced at once the first time, and waits like that from the
 * second on. After 10 minutes without a failure, counting begins again.
 */
public final class BackOffPolicy {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(5);
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

    private BackOffPolicy() {}

    /** The back-off after one more failure. */
    public static BackOff after(Optional<BackOff> previous, HostName host, Failure failure, Instant now) {
        int failures =
                previous.filter(b -> !isForgiven(b, now)).map(BackOff::failures).orElse(0) + 1;
        return new BackOff(host, failures, now, now.plus(delay(failures, failure.kind())), failure, List.of());
    }

    /**
     * The same, as another reconciler left it, whose clock may be another one: it waits no longer than if it had failed
     * now.
     */
    public static BackOff inherited(BackOff kept, Instant now) {
        Instant latest = now.plus(delay(kept.failures(), kept.last().kind()));
        return new BackOff(
                kept.host(),
                kept.failures(),
                kept.lastAt().isAfter(now) ? now : kept.lastAt(),
                kept.nextAttempt().isAfter(latest) ? latest : kept.nextAttempt(),
                kept.last(),
                kept.log());
    }

    /** Whether so much good time has passed that it counts no more. */
    public static boolean isForgiven(BackOff backOff, Instant now) {
        return Duration.between(backOff.nextAttempt(), now).compareTo(FORGIVEN_AFTER) >= 0;
    }

    /** Whether it is the failure of a container that had started well. */
    static boolean hadStarted(FailureKind kind) {
        return kind == FailureKind.EXITED_EARLY || kind == FailureKind.UNHEALTHY;
    }

    private static Duration delay(int failures, FailureKind kind) {
        int doublings = hadStarted(kind) ? failures - 2 : failures - 1;
        if (doublings < 0) {
            return Duration.ZERO;
        }
        Duration delay = FIRST.multipliedBy(1L << Math.min(doublings, 20));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
