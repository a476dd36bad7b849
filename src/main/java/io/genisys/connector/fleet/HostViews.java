package io.genisys.connector.fleet;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;

/** Makes views of hosts from their reports. */
final class HostViews {
    private HostViews() {}

    /** Of a host before its first report. */
    static HostView unknown(HostName host) {
        return new HostView(host, HostProfile.PLAIN, ReportNumber.NONE, EngineStatus.UNHEARD, 0, 0);
    }

    /** Of a host that has a new driver, which has not reached it yet. */
    static HostView unheard(HostView before, HostReport report) {
        return new HostView(
                report.host(),
                report.profile(),
                report.number(),
                before.engine().in(report.engine().condition(), report.engine().lastError()),
                before.running(),
                before.ours());
    }

    /**
     * Of a host after a report.
     *
     * @param before as it was known
     * @param change that the report made
     */
    static HostView of(HostView before, HostReport report, ContainerDiff change) {
        return new HostView(
                report.host(),
                report.profile(),
                report.number(),
                report.engine(),
                before.running() + change.more(Container::isRunning),
                before.ours() + change.more(container -> container.claim() instanceof Claim.Ours));
    }
}
