package io.genisys.connector.pitfalls;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.testing.ContainerEvent;
import java.util.concurrent.atomic.AtomicInteger;

/** The most containers of a service that an engine ever held at once and that were not over, seen at each change. */
final class Peak {
    private final Site site;
    private final String service;
    private final AtomicInteger most = new AtomicInteger();

    private Peak(Site site, String service) {
        this.site = site;
        this.service = service;
    }

    static Peak watch(Site site, String service) {
        Peak peak = new Peak(site, service);
        site.engine().witness(peak::see);
        return peak;
    }

    int most() {
        return most.get();
    }

    private void see(ContainerEvent event) {
        int now = (int) site.of(service).stream()
                .filter(c -> c.state() != ContainerState.EXITED)
                .count();
        most.accumulateAndGet(now, Math::max);
    }
}
