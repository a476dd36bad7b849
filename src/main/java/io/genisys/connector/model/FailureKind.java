package io.genisys.connector.model;

import java.util.Arrays;

/** The one vocabulary of what can go wrong. Mapped once on the way in, where it happens, and once on the way out. */
public enum FailureKind {
    /** What was handed in is invalid. */
    INVALID(1),
    /** There is no such service. */
    UNKNOWN_SERVICE(2),
    /** It collides with something else that is there. */
    CONFLICT(3),
    /** A condition that the caller made on the version does not hold. */
    PRECONDITION_FAILED(4),
    /** The engine does not answer, or cannot be reached at all. */
    UNREACHABLE(5),
    /** The engine did not answer in time; what became of the call is unknown. */
    TIMEOUT(6),
    /** The image is not on the host and could not be brought there. */
    IMAGE_UNAVAILABLE(7),
    /** The command cannot be run in that image. */
    BAD_COMMAND(8),
    /** A port cannot be published. */
    PORT_UNAVAILABLE(9),
    /** The container's name belongs to a container that is not ours. */
    NAME_TAKEN(10),
    /** No such container: on the way down that is success. */
    NO_SUCH_CONTAINER(11),
    /** The container ended soon after its start. */
    EXITED_EARLY(12),
    /** The engine refused for another reason, which it gives. */
    REFUSED(13),
    /** The engine is too old or too new for us. */
    UNSUPPORTED_ENGINE(14),
    /** More is under way than we take on. */
    OVERLOADED(15),
    /** A defect of ours. */
    INTERNAL(16),
    /** The catalog cannot keep changes at the moment, such as on a full disk; what it holds can still be read. */
    STORE_UNAVAILABLE(17),
    /** The container's health check fails. */
    UNHEALTHY(18),
    /** There is no such host. */
    UNKNOWN_HOST(19),
    /** What was handed in is more than this connector's heap bears, however often it is tried. */
    TOO_LARGE(20),
    /** The connector, or the part of it that was asked, takes no work for now: it is beginning or ending. */
    NOT_READY(21),
    /** This node of a cluster has no connection to a majority of the voters. */
    NO_QUORUM(22),
    /** The service has no such container. */
    UNKNOWN_CONTAINER(23),
    /** That version of a definition is not kept. */
    UNKNOWN_VERSION(24);

    private final int code;

    FailureKind(int code) {
        this.code = code;
    }

    /** A number that stays the same in every release: what crosses the wire of the event bus. */
    public int code() {
        return code;
    }

    /** The kind with that code; INTERNAL for one that this release does not know. */
    public static FailureKind of(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElse(INTERNAL);
    }
}
