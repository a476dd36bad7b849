package io.genisys.connector.catalog;

import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFailure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A catalog whose changes are steps of a {@link Draft}, and whose reads are of one {@link CatalogState}. */
abstract class DraftedCatalog implements Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(DraftedCatalog.class);

    private final Listeners<Listener> listeners = new Listeners<>();

    /** As it is by now; asked by any thread. */
    abstract CatalogState state();

    /** Makes the change, or fails as {@link Catalog} says. */
    abstract <T> Future<T> change(Function<Draft, T> step);

    @Override
    public Optional<Entry> find(ServiceName service) {
        return state().find(service);
    }

    @Override
    public List<Entry> all() {
        return state().all();
    }

    @Override
    public Future<PutResult> put(ServiceDefinition definition, Precondition precondition, Authorship author) {
        return change(draft -> draft.put(definition, precondition, author));
    }

    @Override
    public Future<Entry> fate(ServiceName service, long version, Fate fate) {
        return change(draft -> draft.facts(service, version, facts -> facts.fate(fate)));
    }

    @Override
    public Future<Entry> failed(ServiceName service, long version, VersionFailure how) {
        return change(draft -> draft.facts(service, version, facts -> facts.failed(how)));
    }

    @Override
    public Future<Entry> update(
            ServiceName service, Precondition precondition, UnaryOperator<Optional<ServiceUpdate>> step) {
        return change(draft -> draft.update(service, precondition, step));
    }

    @Override
    public Future<Entry> rollBack(ServiceName service, RollBack how, Precondition precondition, Authorship author) {
        return change(draft -> draft.rollBack(service, how, precondition, author));
    }

    @Override
    public Future<Entry> restart(ServiceName service, String mark, Precondition precondition, Authorship author) {
        return change(draft -> draft.restart(service, mark, precondition, author));
    }

    @Override
    public Future<Entry> pin(ServiceName service, long version, ImagePin pin) {
        return change(draft -> draft.facts(
                service,
                version,
                facts -> facts.pinned(facts.pin().map(first -> first.and(pin)).orElse(pin))));
    }

    @Override
    public Future<Entry> beginRemoval(ServiceName service, Precondition precondition) {
        return change(draft -> draft.beginRemoval(service, precondition));
    }

    @Override
    public Future<Void> endRemoval(ServiceName service) {
        return make(draft -> draft.endRemoval(service));
    }

    @Override
    public Future<Void> remove(ServiceName service, Precondition precondition, Set<HostName> unseen) {
        return make(draft -> draft.remove(service, precondition, unseen));
    }

    @Override
    public Map<ServiceName, ToStop> toStop() {
        return state().toStop();
    }

    @Override
    public Future<Void> stopped(ServiceName service, HostName host) {
        return make(draft -> draft.stopped(service, host));
    }

    @Override
    public Future<Entry> number(ServiceName service, OptionalInt number) {
        return change(draft -> draft.number(service, number));
    }

    @Override
    public Future<AskResult> ask(ServiceName service, Ask ask) {
        return change(draft -> draft.ask(service, ask));
    }

    @Override
    public Guards guards() {
        return state().guards();
    }

    @Override
    public Future<Freezes> freeze(Optional<ServiceName> service, Optional<Freeze> freeze) {
        return change(draft -> draft.freeze(service, freeze));
    }

    @Override
    public Future<Guards> protect(String container, Optional<Protection> protection) {
        return change(draft -> draft.protect(container, protection));
    }

    @Override
    public Future<Guards> endGuards(Set<Instant> ends, Set<String> gone) {
        return change(draft -> draft.endGuards(ends, gone));
    }

    @Override
    public Map<HostName, Availability> hosts() {
        return state().hosts();
    }

    @Override
    public Future<Void> host(HostName host, Availability availability) {
        return make(draft -> draft.host(host, availability));
    }

    @Override
    public KnownHosts knownHosts() {
        return state().knownHosts();
    }

    @Override
    public Future<Void> knownHosts(KnownHosts next) {
        return make(draft -> draft.knownHosts(next));
    }

    @Override
    public Future<Void> forgetHosts(Set<HostName> gone) {
        return make(draft -> draft.forgetHosts(gone));
    }

    @Override
    public Future<Optional<PutResult>> seed(ServiceDefinition definition, String fingerprint, Authorship author) {
        return change(draft -> draft.seed(definition, fingerprint, author));
    }

    @Override
    public Future<Optional<PutResult>> seedFirst(ServiceDefinition definition, String fingerprint, Authorship author) {
        return change(draft -> draft.seedFirst(definition, fingerprint, author));
    }

    @Override
    public Future<Void> forgetSeeds(Set<ServiceName> file) {
        return make(draft -> draft.forgetSeeds(file));
    }

    @Override
    public Future<CatalogSnapshot> export() {
        return Future.succeededFuture(state().snapshot());
    }

    @Override
    public Future<Void> replaceAll(CatalogSnapshot snapshot, Authorship author) {
        return make(draft -> draft.replaceAll(snapshot, author));
    }

    @Override
    public Registration listen(Listener listener) {
        return listeners.add(listener);
    }

    /** How many listen. */
    int listeners() {
        return listeners.count();
    }

    void tell(Consumer<Listener> telling) {
        listeners.tell(listener -> tell(listener, telling));
    }

    private static void tell(Listener listener, Consumer<Listener> telling) {
        try {
            telling.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("a listener failed at a change of the catalog", e);
        }
    }

    private Future<Void> make(Consumer<Draft> step) {
        return change(draft -> {
            step.accept(draft);
            return null;
        });
    }
}
