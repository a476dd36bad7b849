package io.genisys.connector.discovery;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A list of all containers that take requests. Only what changed since the last answer is written again. Used by one
 * thread at a time.
 */
final class Listing<P> {
    private final Form<P> form;
    private final Catalog catalog;
    private final Fleet fleet;
    private Map<HostName, String> addresses = Map.of();
    private Map<ServiceName, Part<P>> parts = Map.of();
    private Buffer whole;

    Listing(Form<P> form, Catalog catalog, Fleet fleet) {
        this.form = form;
        this.catalog = catalog;
        this.fleet = fleet;
        this.whole = form.whole(List.of());
    }

    /** Of those services only. */
    Buffer now(Predicate<ServiceName> which) {
        now();
        return form.whole(parts.entrySet().stream()
                .filter(part -> which.test(part.getKey()))
                .map(part -> part.getValue().text)
                .toList());
    }

    /** Of all services. */
    Buffer now() {
        Map<HostName, String> known = addresses();
        boolean isMoved = !known.equals(addresses);
        addresses = known;
        Map<ServiceName, Part<P>> next = new LinkedHashMap<>();
        List<P> written = new ArrayList<>();
        boolean isChanged = isMoved;
        for (Entry entry : catalog.all()) {
            Part<P> before = parts.get(entry.service());
            List<Replica> replicas = fleet.replicas(entry.definition());
            boolean stands = !isMoved && before != null && before.isOf(entry.definition(), replicas);
            Part<P> part = stands ? before : write(entry.definition(), replicas);
            isChanged |= !stands;
            next.put(entry.service(), part);
            written.add(part.text);
        }
        if (isChanged || next.size() != parts.size()) {
            whole = form.whole(written);
        }
        parts = next;
        return whole;
    }

    private Part<P> write(ServiceDefinition service, List<Replica> replicas) {
        return new Part<>(service, replicas, form.part(service, Target.of(service.name(), replicas, addresses)));
    }

    private Map<HostName, String> addresses() {
        Map<HostName, String> known = new TreeMap<>();
        for (HostView host : fleet.hosts()) {
            host.profile().address().ifPresent(address -> known.put(host.host(), address));
        }
        return known;
    }

    /** What was written, and from what. */
    private record Part<P>(ServiceDefinition service, List<Replica> replicas, P text) {
        /** What did not change is mostly the same object. */
        boolean isOf(ServiceDefinition other, List<Replica> others) {
            return service.equals(other) && replicas.equals(others);
        }
    }
}
