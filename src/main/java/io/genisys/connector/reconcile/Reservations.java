package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import java.util.HashMap;
import java.util.Map;

/** How many starts are under way on each host. Used from one context only. */
final class Reservations {
    private final Map<HostName, Integer> starts = new HashMap<>();

    void began(HostName host) {
        starts.merge(host, 1, Integer::sum);
    }

    void ended(HostName host) {
        starts.computeIfPresent(host, (h, n) -> n > 1 ? n - 1 : null);
    }

    int on(HostName host) {
        return starts.getOrDefault(host, 0);
    }
}
