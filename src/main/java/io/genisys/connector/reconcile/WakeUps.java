package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.FleetChange;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Wakes the loops of services after changes of the catalog and reports of hosts, and all of them from time to time. The
 * package's description lists what else wakes them. Used from one context only.
 */
final class WakeUps implements Catalog.Listener {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Hosts often come and go together: one pass over all services serves as many as do within this. */
    private static final Duration TOGETHER = Duration.ofMillis(20);

    private final Shared shared;
    private final ServiceLoops loops;
    private final Sweep sweep;
    private final Runnable guards;
    private final Context own;
    private final ServicesByImage images = new ServicesByImage();
    private final List<Registration> listening = new ArrayList<>();
    private boolean isReplanAllDue;

    /**
     * @param guards is run when something is frozen or protected, or no longer
     * @param own the context that all of it runs on
     */
    WakeUps(Shared shared, ServiceLoops loops, Sweep sweep, Runnable guards, Context own) {
        this.guards = guards;
        this.shared = shared;
        this.loops = loops;
        this.sweep = sweep;
        this.own = own;
    }

    /** @param fleet tells what its reports change */
    void start(ReportedFleet fleet) {
        shared.catalog().all().forEach(this::noteImage);
        replanAll();
        // one that was removed since the round began has no loop any more
        Patrol patrol = new Patrol(
                this::all, due -> sweep.add(due.stream().filter(this::isKnown).toList()));
        shared.vertx().setPeriodic(TICK.toMillis(), timer -> patrol.tick());
        listening.add(shared.catalog().listen(this));
        listening.add(fleet.listen(change -> own.runOnContext(v -> replan(change))));
    }

    void end() {
        listening.forEach(Registration::end);
    }

    /**
     * A moment later: who changed a number asks for it to be reached, which wakes the loop at once, and has told by
     * then what it changed.
     */
    @Override
    public void changed(ServiceName service) {
        own.runOnContext(v -> {
            shared.catalog()
                    .find(service)
                    .ifPresentOrElse(this::noteImage, () -> images.put(service, Optional.empty()));
            shared.vertx()
                    .setTimer(TOGETHER.toMillis(), timer -> loops.of(service).replan());
        });
    }

    @Override
    public void guardsChanged() {
        own.runOnContext(v -> {
            guards.run();
            replanAll();
        });
    }

    @Override
    public void hostsChanged() {
        own.runOnContext(v -> actOnAll());
    }

    /** Also if numbers are reached only on request: a new availability is such a request. */
    void actOnAll() {
        shared.catalog().all().forEach(entry -> loops.of(entry.service()).activate());
        replanAll();
    }

    private void noteImage(Entry entry) {
        images.put(entry.service(), Optional.of(entry.definition().image().canonical()));
    }

    void replanAll() {
        sweep.add(all());
    }

    private Set<ServiceName> all() {
        Set<ServiceName> all = new LinkedHashSet<>(shared.catalog().toStop().keySet());
        shared.catalog().all().forEach(entry -> all.add(entry.service()));
        return all;
    }

    private void replanAllSoon() {
        if (!isReplanAllDue) {
            isReplanAllDue = true;
            shared.vertx().setTimer(TOGETHER.toMillis(), timer -> {
                isReplanAllDue = false;
                replanAll();
            });
        }
    }

    private void replan(FleetChange change) {
        if (change.condition()) {
            replanAllSoon();
        }
        change.services().stream().filter(this::isKnown).forEach(service -> loops.of(service)
                .replan());
        sweep.add(images.of(change.images()));
        shared.common()
                .wakeList()
                .wake(change.isCapacityChanged() || !change.services().isEmpty());
    }

    private boolean isKnown(ServiceName service) {
        return shared.catalog().find(service).isPresent()
                || shared.catalog().toStop().containsKey(service);
    }
}
