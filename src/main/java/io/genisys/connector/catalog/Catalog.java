package io.genisys.connector.catalog;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is wanted: for each service a definition and, once it was asked for, a number; for each host whether it may be
 * used. Reads are answered from memory and may come from any thread; a change is kept before its Future succeeds.
 *
 * <p>Failed Futures carry a {@link FailureException}; its kind is STORE_UNAVAILABLE if a change cannot be kept. Such a
 * change is not there, unless the process ends before the next one is made: then it may be.
 */
public interface Catalog {
    Optional<Entry> find(ServiceName service);

    /** All services by name. */
    List<Entry> all();

    /**
     * Puts a definition if there is none or another one. One that equals what is there changes nothing, its version
     * neither. The number stays. Kinds: PRECONDITION_FAILED if the precondition does not hold, CONFLICT if the service
     * is being removed.
     */
    Future<PutResult> put(ServiceDefinition definition, Precondition precondition);

    /**
     * Takes the number away, and refuses what would change the service until it is removed or {@linkplain #endRemoval
     * kept}. A {@link #replaceAll} and a {@link #seed} that changes something are not refused: they end the removal.
     * Kinds: UNKNOWN_SERVICE, PRECONDITION_FAILED.
     */
    Future<Entry> beginRemoval(ServiceName service, Precondition precondition);

    /** Ends a removal that came to nothing; there may be none. The service stays, without a number. */
    Future<Void> endRemoval(ServiceName service);

    /**
     * Forgets a service and its number. Kinds: UNKNOWN_SERVICE, PRECONDITION_FAILED, and OVERLOADED if too many removed
     * services are to be stopped later.
     *
     * @param unseen hosts that may have containers of it which are {@linkplain #toStop to be stopped} once they answer
     */
    Future<Void> remove(ServiceName service, Precondition precondition, Set<HostName> unseen);

    /** What is to be stopped of services that were removed, and not defined again since. */
    Map<ServiceName, ToStop> toStop();

    /** Nothing of a removed service is left on that host. */
    Future<Void> stopped(ServiceName service, HostName host);

    /** Sets the number, or with empty takes it away. The version stays. Kinds: UNKNOWN_SERVICE, CONFLICT. */
    Future<Entry> number(ServiceName service, OptionalInt number);

    /** What an operator allows on hosts; {@link Availability#ACTIVE} if one is not among them. */
    Map<HostName, Availability> hosts();

    /** Says what is allowed on a host, known or not. */
    Future<Void> host(HostName host, Availability availability);

    /** What was last decided about hosts. */
    KnownHosts knownHosts();

    /** Keeps what is decided about hosts, before anyone is told or acts on it. An import leaves it as it is. */
    Future<Void> knownHosts(KnownHosts next);

    /** Forgets all about hosts, and what is to be stopped there: they are no longer there. */
    Future<Void> forgetHosts(Set<HostName> gone);

    /**
     * Puts the definition that the service file gives, whatever is there, unless the one before it from the file had
     * the same fingerprint: then what became of it since then stands, its removal too. Checked, and the fingerprint
     * remembered, at the very moment of the change. Only {@link Seed} calls this.
     *
     * @return empty if nothing was touched
     */
    Future<Optional<PutResult>> seed(ServiceDefinition definition, String fingerprint);

    /**
     * The same, only if the service is not there and no service file has given it yet. Only {@link NodeSeed} calls
     * this.
     */
    Future<Optional<PutResult>> seedFirst(ServiceDefinition definition, String fingerprint);

    /**
     * Forgets the fingerprints of services that are neither there nor in the service file. Only {@link Seed} calls
     * this.
     *
     * @param file the services that the file names
     */
    Future<Void> forgetSeeds(Set<ServiceName> file);

    /** All there is, at one moment. */
    Future<CatalogSnapshot> export();

    /**
     * Puts all of the snapshot in place of all there is, or nothing of it. The version of a definition that is the same
     * stays, and a host that is drained in the snapshot is cordoned. Removals that are under way end.
     */
    Future<Void> replaceAll(CatalogSnapshot snapshot);

    /**
     * Once it succeeds, reads show each change that was answered before it was called, whichever node answered it. One
     * that answers that something is not there asks for this first.
     */
    default Future<Void> upToDate() {
        return Future.succeededFuture();
    }

    /** Why the last change could not be kept, until it is seen that the next one can; else empty. */
    Optional<Failure> refusal();

    /** Calls the listener after each change, on any thread, which it must not block, until its registration ends. */
    Registration listen(Listener listener);

    /** Is told of changes. */
    @FunctionalInterface
    interface Listener {
        /** This service changed, or is no more. */
        void changed(ServiceName service);

        /** What is allowed on hosts changed. */
        default void hostsChanged() {}
    }

    /**
     * A service.
     *
     * @param version of the definition, 1 or more: it differs from every earlier one of that name, also across a
     *     removal
     * @param number wanted; empty if none was asked for
     * @param beingRemoved whether a removal is under way
     */
    record Entry(ServiceDefinition definition, long version, OptionalInt number, boolean beingRemoved) {
        public Entry(ServiceDefinition definition, long version, OptionalInt number) {
            this(definition, version, number, false);
        }

        public ServiceName service() {
            return definition.name();
        }
    }

    /** What a put did, and what is there now. */
    record PutResult(Kind kind, Entry entry) {
        public enum Kind {
            CREATED,
            CHANGED,
            UNCHANGED
        }
    }

    /** What has to hold for a change to be made; it is checked at the very moment of the change. */
    sealed interface Precondition {
        /** Nothing. */
        record None() implements Precondition {}

        /** There is no such service. */
        record Absent() implements Precondition {}

        /** There is such a service, at any version. */
        record Present() implements Precondition {}

        /** There is such a service, and its removal is under way. */
        record BeingRemoved() implements Precondition {}

        /** The definition has that version. */
        record Version(long version) implements Precondition {}

        Precondition NONE = new None();
        Precondition ABSENT = new Absent();
        Precondition PRESENT = new Present();
        Precondition BEING_REMOVED = new BeingRemoved();
    }
}
