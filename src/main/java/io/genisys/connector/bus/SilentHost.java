package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import java.util.Objects;

/**
 * The driver of a host has not reported for too long.
 *
 * @param incarnation with {@code sequence}: the last report of it that came
 */
public record SilentHost(HostName host, long incarnation, long sequence) {
    public SilentHost {
        Objects.requireNonNull(host);
    }
}
