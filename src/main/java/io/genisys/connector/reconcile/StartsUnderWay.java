package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import java.util.HashMap;
import java.util.Map;

/** How many starts are under way on each host. Used from one context only. */
final class StartsUnderWay {
    private final Map<HostName, Integer> starts = new HashMap<>();
    private final Runnable onEnded;

    /** @param onEnded is called when there is room again, for what was not started too */
    StartsUnderWay(Runnable onEnded) {
        this.onEnded = onEnded;
    }

    void began(HostName host) {
        starts.merge(host, 1, Integer::sum);
    }

    void ended(HostName host) {
        starts.computeIfPresent(host, (h, n) -> n > 1 ? n - 1 : null);
        onEnded.run();
    }

    int on(HostName host) {
        return starts.getOrDefault(host, 0);
    }
}
