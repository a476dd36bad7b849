package io.genisys.connector.catalog;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A catalog that keeps nothing beyond the process, for tests of what stands before it. */
public class MemoryCatalog implements Catalog {
    private final List<Consumer<ServiceName>> listeners = new CopyOnWriteArrayList<>();
    private State state = State.EMPTY;

    @Override
    public synchronized Optional<Entry> find(ServiceName service) {
        return state.find(service);
    }

    @Override
    public synchronized List<Entry> all() {
        return state.all();
    }

    @Override
    public Future<Change> put(ServiceDefinition definition, Precondition precondition) {
        return change(draft -> draft.put(definition, precondition));
    }

    @Override
    public Future<Void> remove(ServiceName service, Precondition precondition) {
        return change(draft -> {
            draft.remove(service, precondition);
            return null;
        });
    }

    @Override
    public Future<Entry> number(ServiceName service, OptionalInt number) {
        return change(draft -> draft.number(service, number));
    }

    @Override
    public synchronized Map<HostName, Availability> hosts() {
        return state.hosts();
    }

    @Override
    public Future<Void> host(HostName host, Availability availability) {
        return change(draft -> {
            draft.host(host, availability);
            return null;
        });
    }

    @Override
    public Future<Optional<Change>> seed(ServiceDefinition definition, String fingerprint) {
        return change(draft -> draft.seed(definition, fingerprint));
    }

    @Override
    public synchronized Future<CatalogSnapshot> export() {
        return Future.succeededFuture(state.snapshot());
    }

    @Override
    public Future<Void> replaceAll(CatalogSnapshot snapshot) {
        return change(draft -> {
            draft.replaceAll(snapshot);
            return null;
        });
    }

    @Override
    public void listen(Consumer<ServiceName> listener) {
        listeners.add(listener);
    }

    private <T> Future<T> change(Function<Draft, T> step) {
        T result;
        List<ServiceName> touched;
        try {
            synchronized (this) {
                Draft draft = new Draft(state);
                result = step.apply(draft);
                state = draft.state();
                touched = draft.touched();
            }
        } catch (FailureException e) {
            return Future.failedFuture(e);
        }
        touched.forEach(service -> listeners.forEach(listener -> listener.accept(service)));
        return Future.succeededFuture(result);
    }
}
