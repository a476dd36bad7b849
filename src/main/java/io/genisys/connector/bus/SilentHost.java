package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ReportNumber;
import java.util.Objects;

/**
 * The driver of a host has not reported for too long.
 *
 * @param last report of it that came
 */
public record SilentHost(HostName host, ReportNumber last) {
    public SilentHost {
        Objects.requireNonNull(host);
        Objects.requireNonNull(last);
    }
}
