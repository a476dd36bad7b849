package io.genisys.connector.fleet;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostReport;
import java.util.HashMap;
import java.util.Map;

/** A host's containers by id, from report to report. */
final class Containers {
    private Containers() {}

    /** What is there after the report; never the same map, never changed afterwards. */
    static Map<String, Container> after(Map<String, Container> before, HostReport report) {
        Map<String, Container> after = report.complete() ? new HashMap<>() : new HashMap<>(before);
        after.keySet().removeAll(report.gone());
        report.present().forEach(container -> after.put(container.id(), container));
        return after;
    }
}
