package io.genisys.connector.fleet;

import io.genisys.connector.model.HostName;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers those who drive hosts, one after the other: a later one has a larger number than all before, and than any
 * that the fleet has heard of for its host. Used from one context only.
 */
public final class Incarnations {
    private final Fleet fleet;
    private final Map<HostName, Long> assigned = new HashMap<>();
    private long last;

    /** @param last the first one is larger */
    public Incarnations(Fleet fleet, long last) {
        this.fleet = fleet;
        this.last = last;
    }

    public long next(HostName host) {
        long known = fleet.host(host).map(view -> view.report().incarnation()).orElse(Long.MIN_VALUE);
        last = Math.max(last, known) + 1;
        return last;
    }

    /**
     * Of a host that is assigned to this node.
     *
     * @param before is larger than any that another node gave, or gives before it is assigned again
     */
    public long next(HostName host, long before) {
        return assigned.merge(host, before + 1, (known, first) -> Math.max(known + 1, first));
    }
}
