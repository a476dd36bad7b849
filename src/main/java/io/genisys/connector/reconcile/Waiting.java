package io.genisys.connector.reconcile;

import java.util.HashSet;
import java.util.Set;

/** The services that wait for reports which need not be about them. Used from one context only. */
final class Waiting {
    private final Set<ServiceLoop> forRoom = new HashSet<>();
    private final Set<ServiceLoop> forReports = new HashSet<>();

    /**
     * What a service waits for from now on.
     *
     * @param isShort for a host that takes more
     * @param isSettling for the report that shows what came of an order
     */
    void update(ServiceLoop service, boolean isShort, boolean isSettling) {
        update(forRoom, service, isShort);
        update(forReports, service, isSettling);
    }

    private static void update(Set<ServiceLoop> waiting, ServiceLoop service, boolean waits) {
        if (waits) {
            waiting.add(service);
        } else {
            waiting.remove(service);
        }
    }

    /** A host takes one more. */
    void roomIsFree() {
        forRoom.forEach(ServiceLoop::look);
    }

    /** @param mayBeRoom whether the report says more than that a host is there */
    void wake(boolean mayBeRoom) {
        forReports.forEach(ServiceLoop::look);
        if (mayBeRoom) {
            roomIsFree();
        }
    }
}
