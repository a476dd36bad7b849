package io.genisys.connector.fleet;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Makes views of hosts from their reports. */
final class HostViews {
    private HostViews() {}

    /** Of a host before its first report. */
    static HostView unknown(HostName host) {
        return new HostView(
                host,
                HostCondition.UNREACHABLE,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                0,
                Long.MIN_VALUE,
                0);
    }

    static HostView of(HostReport report, Collection<Container> containers) {
        int running = (int) containers.stream().filter(Container::isRunning).count();
        return new HostView(
                report.host(),
                report.condition(),
                report.at(),
                report.eventsAt(),
                report.engineVersion(),
                report.lastError(),
                running,
                report.incarnation(),
                report.sequence());
    }
}
