package io.genisys.connector.catalog;

import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.KnownHosts;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

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
     *
     * <p>The one that was there is kept as an earlier version. If containers of the one count as those of the other,
     * what is known of it goes on.
     */
    Future<PutResult> put(ServiceDefinition definition, Precondition precondition, Authorship author);

    /** The same by an author that is not known. */
    default Future<PutResult> put(ServiceDefinition definition, Precondition precondition) {
        return put(definition, precondition, Authorship.UNKNOWN);
    }

    /** Says what became of a version; one that is no longer kept is passed over. Kind: UNKNOWN_SERVICE. */
    Future<Entry> fate(ServiceName service, long version, Fate fate);

    /**
     * Says how a container of a version failed in an update to it; the first one of which there are log lines stands.
     * It is passed over for a version that is no longer kept, and if memory is short. Kind: UNKNOWN_SERVICE.
     */
    Future<Entry> failed(ServiceName service, long version, VersionFailure how);

    /**
     * Sets what is known of the update of the current version. Kinds: UNKNOWN_SERVICE, CONFLICT, PRECONDITION_FAILED.
     *
     * @param update empty: there is none
     */
    default Future<Entry> update(ServiceName service, Precondition precondition, Optional<ServiceUpdate> update) {
        return update(service, precondition, was -> update);
    }

    /**
     * The same, from what is there at the very moment of the change. Kinds: also what the step throws.
     *
     * @param step may be called several times
     */
    Future<Entry> update(ServiceName service, Precondition precondition, UnaryOperator<Optional<ServiceUpdate>> step);

    /**
     * Makes the definition of an earlier version that of a new one, whose containers count as those of the earlier one
     * and are made from the same image. An update begins that brings it back. Kinds: UNKNOWN_SERVICE,
     * PRECONDITION_FAILED, INVALID if there is no such version, CONFLICT if it is the current one, if none was ever
     * proven, or if the service is being removed.
     */
    Future<Entry> rollBack(ServiceName service, RollBack how, Precondition precondition, Authorship author);

    /**
     * Makes a new version of the current definition, whose containers are all to be made once more, from an image that
     * is yet to be pulled. An update to it begins. Kinds: UNKNOWN_SERVICE, CONFLICT, PRECONDITION_FAILED.
     *
     * @param mark that no earlier version has
     */
    Future<Entry> restart(ServiceName service, String mark, Precondition precondition, Authorship author);

    /**
     * Says from which image the containers of a version are made; what was said before {@linkplain ImagePin#and
     * stands}. A version that is no longer kept is passed over. Kind: UNKNOWN_SERVICE.
     */
    Future<Entry> pin(ServiceName service, long version, ImagePin pin);

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

    /**
     * Asks for a number: as much of it holds as {@link Allowance} says, and the rest is kept for later. One that was
     * asked for last changes nothing. Kinds: UNKNOWN_SERVICE, CONFLICT, and INVALID if the policy refuses what does not
     * hold.
     */
    Future<AskResult> ask(ServiceName service, Ask ask);

    /** What callers hold still, and keep from being stopped. */
    Guards guards();

    /** What is frozen. */
    default Freezes freezes() {
        return guards().freezes();
    }

    /** Freezes a service, or all if none is named; with an empty freeze, ends that. Kinds: UNKNOWN_SERVICE. */
    Future<Freezes> freeze(Optional<ServiceName> service, Optional<Freeze> freeze);

    /**
     * Protects a container; with an empty protection, ends that. Kinds: UNKNOWN_SERVICE, and OVERLOADED if too many are
     * protected.
     *
     * @param container its id
     */
    Future<Guards> protect(String container, Optional<Protection> protection);

    /**
     * Ends what has that time as its end, and protections of containers that are gone.
     *
     * @param ends which are over
     */
    Future<Guards> endGuards(Set<Instant> ends, Set<String> gone);

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
    Future<Optional<PutResult>> seed(ServiceDefinition definition, String fingerprint, Authorship author);

    /**
     * The same, only if the service is not there and no service file has given it yet. Only {@link NodeSeed} calls
     * this.
     */
    Future<Optional<PutResult>> seedFirst(ServiceDefinition definition, String fingerprint, Authorship author);

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
     * stays, unless the snapshot has other ones before it; if it has none, those that are there are kept, and another
     * definition follows them. A host that is drained in the snapshot is cordoned. Removals that are under way end, and
     * so do updates: what they were to replace shows by comparing containers.
     *
     * @param author of what the snapshot does not say who made it
     */
    Future<Void> replaceAll(CatalogSnapshot snapshot, Authorship author);

    /** The same by an author that is not known. */
    default Future<Void> replaceAll(CatalogSnapshot snapshot) {
        return replaceAll(snapshot, Authorship.UNKNOWN);
    }

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

        /** What is frozen or protected changed. */
        default void guardsChanged() {}
    }

    /**
     * How a definition is taken back.
     *
     * @param version that comes back; empty: the {@linkplain Entry#lastProven last proven} one
     * @param left what becomes of the current version
     * @param reason for people
     */
    record RollBack(OptionalLong version, Fate left, Optional<String> reason) {}

    /**
     * What became of a number that was asked for.
     *
     * @param before the number that was wanted before
     * @param isNew whether another one was asked for last
     */
    record AskResult(Entry entry, OptionalInt before, boolean isNew, Allowance allowance) {}

    /**
     * What a put did, and what is there now.
     *
     * @param before what was there at the very moment of the change
     */
    record PutResult(Kind kind, Entry entry, Optional<ServiceDefinition> before) {
        public enum Kind {
            CREATED,
            CHANGED,
            UNCHANGED
        }
    }
}
