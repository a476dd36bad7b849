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
import java.util.function.Consumer;

/**
 * What is wanted: for each service a definition and, once it was asked for, a number; for each host whether it may be
 * used. Reads are answered from memory and may come from any thread; a change is kept before its Future succeeds.
 *
 * <p>Failed Futures carry a {@link FailureException}; its kind is STORE_UNAVAILABLE where a change cannot be kept. Such
 * a change is not there, unless the process ends before the next one is made: then it may be.
 */
public interface Catalog {
    Optional<Entry> find(ServiceName service);

    /** All services by name. */
    List<Entry> all();

    /**
     * Puts a definition where there is none or another one. One that equals what is there changes nothing, its version
     * neither. The number stays. Kind PRECONDITION_FAILED where the precondition does not hold.
     */
    Future<Change> put(ServiceDefinition definition, Precondition precondition);

    /** Forgets a service and its number. Kinds: UNKNOWN_SERVICE, PRECONDITION_FAILED. */
    Future<Void> remove(ServiceName service, Precondition precondition);

    /** Sets the number, or with empty takes it away. The version stays. Kind: UNKNOWN_SERVICE. */
    Future<Entry> number(ServiceName service, OptionalInt number);

    /** What an operator allows on hosts; {@link Availability#ACTIVE} where one is not among them. */
    Map<HostName, Availability> hosts();

    /** Says what is allowed on a host, known or not. */
    Future<Void> host(HostName host, Availability availability);

    /**
     * Puts the definition that the service file gives, whatever is there, unless the one before it from the file had
     * the same fingerprint: then what became of it since then stands, its removal too. Checked, and the fingerprint
     * remembered, at the very moment of the change. Only {@link Seed} calls this.
     *
     * @return empty where nothing was touched
     */
    Future<Optional<Change>> seed(ServiceDefinition definition, String fingerprint);

    /** All there is, at one moment. */
    Future<CatalogSnapshot> export();

    /**
     * Puts all of the snapshot in place of all there is, or nothing of it. The version of a definition that is the same
     * stays, and a host that is drained in the snapshot is cordoned.
     */
    Future<Void> replaceAll(CatalogSnapshot snapshot);

    /** Calls the listener after each change, with the service's name, on any thread, which it must not block. */
    void listen(Consumer<ServiceName> listener);

    /**
     * A service.
     *
     * @param version of the definition, 1 or more: it differs from every earlier one of that name, also across a
     *     removal
     * @param number wanted; empty where none was asked for
     */
    record Entry(ServiceDefinition definition, long version, OptionalInt number) {
        public ServiceName service() {
            return definition.name();
        }
    }

    /** What a put did, and what is there now. */
    record Change(Kind kind, Entry entry) {
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

        /** The definition has that version. */
        record Version(long version) implements Precondition {}

        Precondition NONE = new None();
        Precondition ABSENT = new Absent();
        Precondition PRESENT = new Present();
    }
}
