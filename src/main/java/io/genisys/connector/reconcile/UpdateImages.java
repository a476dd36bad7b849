package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.PullImage;
import io.genisys.connector.bus.PulledImage;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Has the image of an update brought to each host that has containers of the service, before one of them is replaced.
 * The first host says which image the tag means; all others get that one. Used from one context only.
 */
final class UpdateImages {
    /** After a host that could not get it. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ServiceName service;
    private final Shared shared;
    private final ServiceMemory memory;
    private final Runnable replan;
    private final Set<HostName> have = new HashSet<>();
    private final Set<HostName> asked = new HashSet<>();
    private long version;

    /** @param replan is called when a host has it */
    UpdateImages(ServiceName service, Shared shared, ServiceMemory memory, Runnable replan) {
        this.service = service;
        this.shared = shared;
        this.memory = memory;
        this.replan = replan;
    }

    /** Whether all hosts have it that are to. */
    boolean areThere(Entry entry) {
        return version == entry.version() && have.containsAll(concerned(entry));
    }

    /** Asks the hosts for it that do not have it. */
    void bring(Entry entry) {
        if (version != entry.version()) {
            version = entry.version();
            have.clear();
            asked.clear();
        }
        Set<HostName> missing = concerned(entry);
        missing.removeAll(have);
        boolean isKnown = entry.current().facts().pin().isPresent();
        List<HostName> next =
                missing.stream().limit(isKnown ? missing.size() : 1).toList();
        if (isKnown || asked.isEmpty()) {
            next.stream().filter(asked::add).forEach(host -> bring(entry, host));
        }
    }

    private void bring(Entry entry, HostName host) {
        Optional<ImagePin> pin = entry.current().facts().pin();
        boolean anew = pin.isEmpty() && entry.current().facts().restart().isPresent();
        PullImage order = new PullImage(
                entry.definition(),
                memory.failures().round(),
                anew,
                entry.current().facts().variant());
        shared.hosts()
                .pull(host, order, shared.settings().orders().start())
                .compose(pulled -> pin(entry.version(), host, pulled))
                .onSuccess(pulled -> arrived(entry.version(), host))
                .onFailure(error -> failed(entry.version(), host, error));
    }

    private Future<Entry> pin(long of, HostName host, PulledImage pulled) {
        return shared.catalog().pin(service, of, pulled.pin(host)).onSuccess(kept -> tell(of, host, pulled));
    }

    /** What a digest names is the same on each host: that is enough. */
    private void tell(long of, HostName host, PulledImage pulled) {
        if (pulled.digest().isEmpty()) {
            String why = "version " + of + " to " + pulled.id() + " on host " + host
                    + ": it has no digest, so the image of another host may be another one";
            shared.chronicle().tell(What.IMAGE_PINNED, Subject.of(service), Cause.of(why));
        }
    }

    private void arrived(long of, HostName host) {
        if (of == version) {
            have.add(host);
            asked.remove(host);
        }
        replan.run();
    }

    private void failed(long of, HostName host, Throwable error) {
        if (of == version) {
            memory.failures().note(Failures.of(error));
            shared.vertx().setTimer(AGAIN.toMillis(), timer -> {
                if (of == version) {
                    asked.remove(host);
                    replan.run();
                }
            });
        }
    }

    private Set<HostName> concerned(Entry entry) {
        Set<HostName> ready = shared.fleet().hosts().stream()
                .filter(HostView::isReady)
                .map(HostView::host)
                .filter(host -> shared.availability(host).equals(Availability.ACTIVE))
                .collect(Collectors.toSet());
        return shared.fleet().replicas(entry.definition()).stream()
                .filter(replica -> replica.isOurs() && replica.container().isRunning())
                .map(Replica::host)
                .filter(ready::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
