package io.genisys.connector.docker.engine;

import io.genisys.connector.model.HealthCheck;
import java.time.Duration;

/** Health checks in the engine's words: times are nanoseconds. */
final class HealthChecks {
    private HealthChecks() {}

    /** An engine that does not know {@code start_interval} (before API 1.44) ignores it. */
    static com.github.dockerjava.api.model.HealthCheck of(HealthCheck check) {
        var wanted = new com.github.dockerjava.api.model.HealthCheck();
        check.test().ifPresent(wanted::withTest);
        check.interval().map(Duration::toNanos).ifPresent(wanted::withInterval);
        check.timeout().map(Duration::toNanos).ifPresent(wanted::withTimeout);
        check.retries().map(Long::intValue).ifPresent(wanted::withRetries);
        check.start().period().map(Duration::toNanos).ifPresent(wanted::withStartPeriod);
        check.start().interval().map(Duration::toNanos).ifPresent(wanted::withStartInterval);
        return wanted;
    }
}
