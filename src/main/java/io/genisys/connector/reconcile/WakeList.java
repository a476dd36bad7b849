package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import java.util.HashSet;
import java.util.Set;

/** The services that wait for reports which need not be about them. Used from one context only. */
final class WakeList {
    private final Sweep sweep;
    private final Set<ServiceName> forRoom = new HashSet<>();
    private final Set<ServiceName> forReports = new HashSet<>();

    WakeList(Sweep sweep) {
        this.sweep = sweep;
    }

    /**
     * What a service waits for from now on.
     *
     * @param isShort for a host that takes more
     * @param isSettling for the report that shows what came of an order
     */
    void update(ServiceName service, boolean isShort, boolean isSettling) {
        update(forRoom, service, isShort);
        update(forReports, service, isSettling);
    }

    private static void update(Set<ServiceName> wakeList, ServiceName service, boolean waits) {
        if (waits) {
            wakeList.add(service);
        } else {
            wakeList.remove(service);
        }
    }

    /** A host takes one more. */
    void roomIsFree() {
        sweep.add(forRoom);
    }

    /** @param mayBeRoom whether the report says more than that a host is there */
    void wake(boolean mayBeRoom) {
        sweep.add(forReports);
        if (mayBeRoom) {
            roomIsFree();
        }
    }
}
