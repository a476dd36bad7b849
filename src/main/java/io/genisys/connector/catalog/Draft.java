package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.AskResult;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Asked;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The state that a row of changes leads to: what each of them means, and when it is refused. A refused one throws a
 * {@link FailureException} and leaves no trace.
 */
final class Draft {
    /** The protocol since which it is kept what becomes of a version. */
    private static final int VERSIONS = 2;
    /** The protocol since which it is kept what is frozen and protected. */
    private static final int GUARDS = 2;

    private final TreeMap<ServiceName, Entry> entries;
    private final TreeMap<ServiceName, String> seeded;
    private final TreeMap<HostName, Availability> hosts;
    private final TreeMap<ServiceName, ToStop> toStop;
    private KnownHosts knownHosts;
    private Guards guards;
    private final List<ServiceName> touched = new ArrayList<>();
    private boolean areHostsTouched;
    private boolean areGuardsTouched;
    private final Load load;
    private final Floor floor;
    private long lastVersion;

    /** @param mostWeight to which services may grow */
    Draft(CatalogState state, long mostWeight, Floor floor) {
        this(state, mostWeight, Load.UNKNOWN, floor);
    }

    /** @param weight of the services of the state, so that they need not be weighed again */
    Draft(CatalogState state, long mostWeight, long weight) {
        this(state, mostWeight, weight, Floor.NONE);
    }

    private Draft(CatalogState state, long mostWeight, long weight, Floor floor) {
        this.floor = floor;
        entries = new TreeMap<>(state.entries());
        load = new Load(entries.values(), mostWeight, weight);
        seeded = new TreeMap<>(state.seeded());
        hosts = new TreeMap<>(state.hosts());
        toStop = new TreeMap<>(state.toStop());
        knownHosts = state.knownHosts();
        guards = state.guards();
        lastVersion = state.lastVersion();
    }

    CatalogState state() {
        return new CatalogState(lastVersion, entries, seeded, hosts, toStop, knownHosts, guards);
    }

    /** Of the services as they are now, or {@link Load#UNKNOWN}. */
    long weight() {
        return load.knownWeight();
    }

    /** Tells of each change, in their order. */
    void tell(Catalog.Listener listener) {
        touched.forEach(listener::changed);
        if (areHostsTouched) {
            listener.hostsChanged();
        }
        if (areGuardsTouched) {
            listener.guardsChanged();
        }
    }

    PutResult put(ServiceDefinition definition, Precondition precondition, Authorship author) {
        find(definition.name()).ifPresent(Draft::refuseWhileBeingRemoved);
        check(precondition, definition.name(), find(definition.name()));
        return put(definition, author);
    }

    private PutResult put(ServiceDefinition definition, Authorship author) {
        Optional<Entry> old = find(definition.name());
        if (old.isPresent() && old.get().definition().equals(definition)) {
            return new PutResult(PutResult.Kind.UNCHANGED, old.get(), old.map(Entry::definition));
        }
        Entry entry = place(NextVersion.defined(definition, lastVersion + 1, old, author), old);
        PutResult.Kind kind = old.isPresent() ? PutResult.Kind.CHANGED : PutResult.Kind.CREATED;
        return new PutResult(kind, entry, old.map(Entry::definition));
    }

    private Entry place(Entry next, Optional<Entry> old) {
        floor.check(next.definition());
        Entry entry = load.fit(next, old);
        lastVersion = entry.version();
        toStop.remove(entry.service());
        return store(entry);
    }

    Entry rollBack(ServiceName service, RollBack how, Precondition precondition, Authorship author) {
        Entry old = changeable(service, precondition);
        floor.check(VERSIONS, "the rollback of service " + service);
        return place(NextVersion.rolledBack(old, lastVersion + 1, how, author), Optional.of(old));
    }

    Entry restart(ServiceName service, String mark, Precondition precondition, Authorship author) {
        Entry old = changeable(service, precondition);
        floor.check(VERSIONS, "the restart of service " + service);
        return place(NextVersion.restarted(old, lastVersion + 1, mark, author), Optional.of(old));
    }

    Entry update(ServiceName service, Precondition precondition, UnaryOperator<Optional<ServiceUpdate>> step) {
        Entry old = changeable(service, precondition);
        Optional<ServiceUpdate> update = step.apply(old.update());
        if (update.isPresent()) {
            floor.check(VERSIONS, "the update of service " + service);
        }
        return storeChange(old, old.with(old.course().update(update)));
    }

    Entry facts(ServiceName service, long version, UnaryOperator<VersionFacts> change) {
        Entry old = known(service);
        if (floor.protocol() < VERSIONS) {
            return old;
        }
        Entry next = version == old.version()
                ? old.known(change.apply(old.course().current()))
                : old.with(old.course().past(version, change));
        return load.bears(old, next) ? storeChange(old, next) : old;
    }

    private Entry changeable(ServiceName service, Precondition precondition) {
        Entry old = known(service);
        refuseWhileBeingRemoved(old);
        check(precondition, service, Optional.of(old));
        return old;
    }

    private Entry storeChange(Entry old, Entry next) {
        return next.equals(old) ? old : store(next);
    }

    Entry beginRemoval(ServiceName service, Precondition precondition) {
        Entry old = known(service);
        check(precondition, service, Optional.of(old));
        Entry without = old.with(old.course().update(Optional.empty()));
        return old.beingRemoved()
                ? old
                : store(without.wanting(old.wanted().number(OptionalInt.empty()).beingRemoved(true)));
    }

    void endRemoval(ServiceName service) {
        find(service)
                .filter(Entry::beingRemoved)
                .ifPresent(old -> store(old.wanting(old.wanted().beingRemoved(false))));
    }

    void remove(ServiceName service, Precondition precondition, Set<HostName> unseen) {
        Entry old = known(service);
        check(precondition, service, Optional.of(old));
        if (!unseen.isEmpty()) {
            refuseTooMany();
            toStop.put(service, new ToStop(old.definition(), unseen));
        }
        forget(service);
    }

    private void refuseTooMany() {
        if (toStop.size() >= CatalogSnapshot.MOST_TO_STOP) {
            throw new FailureException(
                    FailureKind.OVERLOADED,
                    CatalogSnapshot.MOST_TO_STOP
                            + " removed services are to be stopped on hosts that do not answer, which GET /hosts"
                            + " shows: bring those hosts back, or take them out of docker.hosts");
        }
    }

    void stopped(ServiceName service, HostName host) {
        removeToStop(service, Set.of(host));
    }

    private void removeToStop(ServiceName service, Set<HostName> gone) {
        ToStop old = toStop.get(service);
        if (old == null || Collections.disjoint(old.hosts(), gone)) {
            return;
        }
        Set<HostName> left = new HashSet<>(old.hosts());
        left.removeAll(gone);
        if (left.isEmpty()) {
            toStop.remove(service);
        } else {
            toStop.put(service, new ToStop(old.definition(), left));
        }
        touched.add(service);
    }

    Entry number(ServiceName service, OptionalInt number) {
        Entry old = known(service);
        refuseWhileBeingRemoved(old);
        return storeChange(old, old.wanting(old.wanted().number(number)));
    }

    /** @param asked for, if not all of it holds */
    private void number(ServiceName service, OptionalInt number, OptionalInt asked) {
        Entry old = known(service);
        Asked kept = new Asked(asked, Optional.empty(), Optional.empty());
        storeChange(old, old.wanting(old.wanted().number(number, kept.kept())));
    }

    AskResult ask(ServiceName service, Ask ask) {
        Entry old = known(service);
        refuseWhileBeingRemoved(old);
        boolean isNew = ask.number().isPresent() && !ask.number().equals(old.asked());
        Allowance allowance = ask.allowance(old, guards.freezes().isFrozen(service))
                .orElseThrow(() ->
                        new FailureException(FailureKind.CONFLICT, "no number was asked for of service " + service));
        if (ask.number().isPresent() && !isNew) {
            return new AskResult(old, old.number(), false, allowance);
        }
        ask.check(old, allowance);
        return new AskResult(storeChange(old, ask.applied(old, allowance)), old.number(), isNew, allowance);
    }

    Freezes freeze(Optional<ServiceName> service, Optional<Freeze> freeze) {
        service.ifPresent(this::known);
        if (freeze.isPresent()) {
            floor.check(GUARDS, "a freeze");
        }
        guard(guards.with(guards.freezes().with(service, freeze)));
        return guards.freezes();
    }

    Guards protect(String container, Optional<Protection> protection) {
        if (protection.isPresent()) {
            known(protection.get().service());
            floor.check(GUARDS, "the protection of a container");
        }
        Guards next = guards.with(container, protection);
        if (next.protections().size() > Guards.MOST_PROTECTED) {
            throw new FailureException(
                    FailureKind.OVERLOADED,
                    Guards.MOST_PROTECTED + " containers are protected already: wait until one's time is over, or"
                            + " end it with {\"for\": \"0s\"}");
        }
        return guard(next);
    }

    Guards endGuards(Set<Instant> ends, Set<String> gone) {
        return guard(guards.without(ends, gone));
    }

    private Guards guard(Guards next) {
        areGuardsTouched |= !next.equals(guards);
        guards = next;
        return next;
    }

    Optional<PutResult> seed(ServiceDefinition definition, String fingerprint, Authorship author) {
        if (fingerprint.equals(seeded.get(definition.name()))) {
            return Optional.empty();
        }
        floor.check(definition);
        seeded.put(definition.name(), fingerprint);
        endRemoval(definition.name());
        return Optional.of(put(definition, author));
    }

    Optional<PutResult> seedFirst(ServiceDefinition definition, String fingerprint, Authorship author) {
        boolean isKnown = seeded.containsKey(definition.name()) || entries.containsKey(definition.name());
        return isKnown ? Optional.empty() : seed(definition, fingerprint, author);
    }

    void forgetSeeds(Set<ServiceName> file) {
        seeded.keySet().removeIf(service -> !file.contains(service) && !entries.containsKey(service));
    }

    void host(HostName host, Availability availability) {
        boolean isActive = availability.equals(Availability.ACTIVE);
        Availability old = isActive ? hosts.remove(host) : hosts.put(host, availability);
        areHostsTouched |= isActive ? old != null : !availability.equals(old);
    }

    void forgetHosts(Set<HostName> gone) {
        areHostsTouched |= hosts.keySet().removeAll(gone);
        knownHosts = knownHosts.without(gone);
        List.copyOf(toStop.keySet()).forEach(service -> removeToStop(service, gone));
    }

    /** Concerns only what decides, which made it: it is told to no listener. */
    void knownHosts(KnownHosts next) {
        knownHosts = next;
    }

    void replaceAll(CatalogSnapshot snapshot, Authorship author) {
        snapshot.services().forEach(service -> floor.check(service.definition()));
        load.checkAll(snapshot.services());
        List<ServiceName> kept =
                snapshot.services().stream().map(s -> s.definition().name()).toList();
        List<ServiceName> gone = new ArrayList<>(entries.keySet());
        gone.removeAll(kept);
        gone.forEach(this::forget);
        touched.addAll(toStop.keySet());
        toStop.clear();
        for (CatalogSnapshot.Service service : snapshot.services()) {
            endRemoval(service.definition().name());
            place(service, author);
            number(service.definition().name(), service.number(), service.asked());
        }
        // what the document says is weighed by now: what is known beside it goes if it is too much
        load.shed(snapshot.services().stream()
                        .filter(service -> service.past().isEmpty())
                        .map(service -> known(service.definition().name()))
                        .toList())
                .forEach(left -> storeChange(known(left.service()), left));
        replaceRest(snapshot);
    }

    /** The weight of all is checked. */
    private void place(CatalogSnapshot.Service service, Authorship author) {
        Optional<Entry> old = find(service.definition().name());
        if (old.filter(entry -> isSame(entry, service)).isPresent()) {
            storeChange(old.get(), old.get().with(old.get().course().update(Optional.empty())));
            return;
        }
        Entry entry = store(NextVersion.imported(service, lastVersion, old, author));
        lastVersion = entry.version();
    }

    /** A document may say nothing of what was before. */
    private static boolean isSame(Entry entry, CatalogSnapshot.Service service) {
        return entry.definition().equals(service.definition())
                && (service.past().isEmpty() || entry.course().hasPast(service.past()));
    }

    private void replaceRest(CatalogSnapshot snapshot) {
        guard(guards.with(snapshot.frozen().orElse(Freezes.NONE)));
        seeded.clear();
        seeded.putAll(snapshot.seeded());
        TreeMap<HostName, Availability> before = new TreeMap<>(hosts);
        hosts.clear();
        // a drain's deadline means nothing elsewhere, or later
        snapshot.hosts().forEach((host, how) -> host(host, how.isDraining() ? Availability.CORDONED : how));
        areHostsTouched = !hosts.equals(before);
        snapshot.toStop().forEach((service, what) -> {
            toStop.put(service, what);
            touched.add(service);
        });
    }

    private Optional<Entry> find(ServiceName service) {
        return Optional.ofNullable(entries.get(service));
    }

    private Entry known(ServiceName service) {
        return find(service)
                .orElseThrow(() -> new FailureException(FailureKind.UNKNOWN_SERVICE, "there is no service " + service));
    }

    private Entry store(Entry entry) {
        entries.put(entry.service(), entry);
        touched.add(entry.service());
        return entry;
    }

    private void forget(ServiceName service) {
        find(service).ifPresent(load::drop);
        entries.remove(service);
        guard(guards.without(service));
        touched.add(service);
    }

    private static void refuseWhileBeingRemoved(Entry entry) {
        if (entry.beingRemoved()) {
            throw new FailureException(FailureKind.CONFLICT, "service " + entry.service() + " is being removed");
        }
    }

    private static void check(Precondition precondition, ServiceName service, Optional<Entry> entry) {
        if (!holds(precondition, entry)) {
            String found =
                    entry.map(e -> " is there, at version " + e.version()).orElse(" is not there");
            throw new FailureException(FailureKind.PRECONDITION_FAILED, "service " + service + found);
        }
    }

    private static boolean holds(Precondition precondition, Optional<Entry> entry) {
        if (precondition instanceof Precondition.Version wanted) {
            return entry.isPresent() && entry.get().version() == wanted.version();
        }
        if (precondition instanceof Precondition.BeingRemoved) {
            return entry.filter(Entry::beingRemoved).isPresent();
        }
        return precondition instanceof Precondition.None
                || entry.isPresent() == (precondition instanceof Precondition.Present);
    }
}
