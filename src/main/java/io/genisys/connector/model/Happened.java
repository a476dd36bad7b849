package io.genisys.connector.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that happened. The log, the history and all that tells of the past are made from these.
 *
 * @param sequence one more each time, given by the history that keeps it; after a restart of the connector it is
 *     greater than all before, unless the clock was set back. 0: it has none yet. Each node of a cluster has its own
 *     numbers
 * @param time by the clock of the machine, for showing
 * @param numbers of containers that were wanted, if that is what changed
 */
public record Happened(long sequence, Instant time, What what, Subject subject, Numbers numbers, Cause cause) {
    public Happened {
        Objects.requireNonNull(time);
        Objects.requireNonNull(what);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(numbers);
        Objects.requireNonNull(cause);
    }

    /** The same, with that number. */
    public Happened numbered(long number) {
        return new Happened(number, time, what, subject, numbers, cause);
    }

    /** What may happen. */
    public enum What {
        SERVICE_DEFINED("defined"),
        SERVICE_CHANGED("changed"),
        SERVICE_SCALED("scaled"),
        /** Not all of a number that was asked for holds; the numbers are the one that holds and the one asked for. */
        SERVICE_LIMITED("limited"),
        /** More of a number that was asked for before holds now. */
        SERVICE_STEPPED("goes on"),
        SERVICE_FROZEN("frozen"),
        /** By a caller, or since its time was over. */
        SERVICE_UNFROZEN("no longer frozen"),
        /** All services, those to come too. */
        SERVICES_FROZEN("All services: frozen"),
        SERVICES_UNFROZEN("All services: no longer frozen"),
        /** As many run as were asked for last. */
        SERVICE_REACHED("reached"),
        /** What failed is tried again, since a caller asked for it. */
        SERVICE_RETRIED("tried again"),
        /** A start or a stop failed, or a container ended by itself; the cause has the words. */
        SERVICE_FAILED(""),
        /** A container that the connector did not make comes and goes. */
        UNLABELLED_FLAPS(""),
        /** A container runs with an older image, since the registry gave no newer one. */
        PULL_FAILED(""),
        /** Containers are being replaced. */
        UPDATE_BEGUN("update begun"),
        /** A container of the new definition was good. */
        UPDATE_PROVEN("new definition proven"),
        UPDATE_PAUSED("update paused"),
        /** It is being rolled back; the cause says why. */
        UPDATE_FAILED("update failed"),
        UPDATE_ROLLED_BACK("update rolled back"),
        UPDATE_COMPLETE("update complete"),
        REMOVAL_BEGUN("its removal begins"),
        /** After a restart of the connector. */
        REMOVAL_RESUMED("its removal goes on"),
        SERVICE_REMOVED("removed"),
        /** An earlier version of its definition is the current one again. */
        SERVICE_ROLLED_BACK("rolled back"),
        /** All its containers are made once more. */
        SERVICE_RESTARTED("restarted"),
        UPDATE_STARTED("update started"),
        UPDATE_RESUMED("update resumed"),
        /** All containers of the current version are made from one image; the cause names it. */
        IMAGE_PINNED("pinned"),
        CATALOG_IMPORTED("Catalog imported"),
        CONTAINER_STARTING("starting"),
        CONTAINER_STARTED("started"),
        CONTAINER_STOPPING("stopping"),
        CONTAINER_REMOVING("removing"),
        /** It runs no more; the cause says why. */
        CONTAINER_ENDED("ended"),
        /** It goes last when its service shrinks, until the time that the cause names. */
        CONTAINER_PROTECTED("protected"),
        CONTAINER_UNPROTECTED("no longer protected"),
        /** A container that the connector did not make carries its labels. */
        LABELS_COPIED("labels copied to"),
        /** An earlier release of the connector made them. */
        CONTAINERS_RECOGNIZED(""),
        /** Another connector of the same name made them, before this one came. */
        CONTAINERS_TAKEN_OVER(""),
        /** The connector made them when it had another name, and leaves them alone. */
        CONTAINERS_LEFT(""),
        /** Another connector of the same name is at work on the engine; the cause has the words. */
        SECOND_CONNECTOR(""),
        /** The engine answers. */
        HOST_READY(""),
        /** The engine does not answer, answers with errors, or tells no events; the cause has the words. */
        HOST_FAILED(""),
        /** The host's driver tells nothing. */
        HOST_SILENT("has not reported"),
        HOST_LOST("lost"),
        /** So many hosts are silent that none is taken for lost. */
        HOSTS_SUSPENDED(""),
        /** A caller confirmed that the silent hosts are gone. */
        HOSTS_RESUMED("The silent hosts are taken for lost"),
        HOST_CORDONED("cordoned"),
        HOST_DRAINED("draining"),
        HOST_UNCORDONED("active"),
        HOST_FORGOTTEN("forgotten"),
        /** It is no longer configured. */
        HOST_REMOVED("removed from docker.hosts"),
        /** Its engine is configured under another name. */
        HOST_RENAMED("renamed"),
        /** Only a later release knows what it is. */
        UNKNOWN("");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /** For people, after the name of the subject; empty if the cause has the words. */
        public String words() {
            return words;
        }

        /** Whether what was told before it, or is told beside it, tells most of it. */
        public boolean isDetail() {
            return this == SERVICE_REACHED
                    || this == UPDATE_PROVEN
                    || this == CONTAINER_STARTED
                    || this == CONTAINER_ENDED;
        }

        /** Whether an operator should know. */
        public boolean isTrouble() {
            return switch (this) {
                case SERVICE_FAILED,
                        UPDATE_PAUSED,
                        UPDATE_FAILED,
                        PULL_FAILED,
                        UNLABELLED_FLAPS,
                        HOST_FAILED,
                        HOST_SILENT,
                        HOST_LOST,
                        HOSTS_SUSPENDED,
                        HOST_FORGOTTEN,
                        HOST_REMOVED,
                        HOST_RENAMED,
                        CONTAINERS_TAKEN_OVER,
                        CONTAINERS_LEFT,
                        SECOND_CONNECTOR -> true;
                default -> false;
            };
        }
    }

    /**
     * What it happened to.
     *
     * @param container its name, if it has one yet
     * @param slot of an own container
     */
    public record Subject(
            Optional<ServiceName> service, Optional<HostName> host, Optional<String> container, OptionalInt slot) {
        /** All services, or all hosts. */
        public static final Subject ALL =
                new Subject(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

        public Subject {
            Objects.requireNonNull(service);
            Objects.requireNonNull(host);
            Objects.requireNonNull(container);
            Objects.requireNonNull(slot);
        }

        public static Subject of(ServiceName service) {
            return new Subject(Optional.of(service), Optional.empty(), Optional.empty(), OptionalInt.empty());
        }

        public static Subject of(HostName host) {
            return new Subject(Optional.empty(), Optional.of(host), Optional.empty(), OptionalInt.empty());
        }

        /** A container of no service. */
        public static Subject of(HostName host, String container) {
            return new Subject(Optional.empty(), Optional.of(host), Optional.of(container), OptionalInt.empty());
        }

        /** A container that is there. */
        public static Subject of(ServiceName service, Replica replica) {
            return new Subject(
                    Optional.of(service),
                    Optional.of(replica.host()),
                    Optional.of(replica.container().name()),
                    replica.slot().map(OptionalInt::of).orElse(OptionalInt.empty()));
        }

        /** A container that is to be there. */
        public static Subject of(ServiceName service, HostName host, int slot) {
            return new Subject(Optional.of(service), Optional.of(host), Optional.empty(), OptionalInt.of(slot));
        }
    }

    /** How many containers were wanted, and are wanted; empty: no number was given. */
    public record Numbers(OptionalInt before, OptionalInt after) {
        public static final Numbers NONE = new Numbers(OptionalInt.empty(), OptionalInt.empty());

        public Numbers {
            Objects.requireNonNull(before);
            Objects.requireNonNull(after);
        }
    }

    /**
     * @param why for people; empty: what happened says it all
     * @param caller who asked for it; empty: the connector itself
     * @param meta what the caller wants to be kept with it, for other programs
     */
    public record Cause(Optional<String> why, Optional<Caller> caller, Map<String, String> meta) {
        public static final Cause NONE = new Cause(Optional.empty(), Optional.empty());

        public Cause {
            Objects.requireNonNull(why);
            Objects.requireNonNull(caller);
            // null: it was written by a release that had none
            meta = meta == null ? Map.of() : Map.copyOf(meta);
        }

        public Cause(Optional<String> why, Optional<Caller> caller) {
            this(why, caller, Map.of());
        }

        public static Cause of(String why) {
            return new Cause(Optional.of(why), Optional.empty());
        }

        public static Cause of(Caller caller) {
            return new Cause(Optional.empty(), Optional.of(caller));
        }
    }
}
