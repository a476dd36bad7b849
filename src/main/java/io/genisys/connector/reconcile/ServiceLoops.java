package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The loop of each service that there is, or that was removed and has containers left. Used from one context only. */
final class ServiceLoops {
    private final Shared shared;
    private final KeptBackOffs kept;
    private final Map<ServiceName, ServiceLoop> loops = new HashMap<>();

    ServiceLoops(Shared shared, KeptBackOffs kept) {
        this.shared = shared;
        this.kept = kept;
    }

    ServiceLoop of(ServiceName service) {
        return loops.computeIfAbsent(
                service, name -> new ServiceLoop(name, shared, kept.take(name), () -> loops.remove(name)));
    }

    /** A view of all there are at any time. */
    Collection<ServiceLoop> all() {
        return Collections.unmodifiableCollection(loops.values());
    }
}
