package io.genisys.connector.docker.engine;

import io.genisys.connector.model.FailureKind;
import java.util.regex.Pattern;

/** Which kind of failure a refusal is: that depends on what was asked, and on the engine's words. */
@FunctionalInterface
interface RefusalKinds {
    Pattern NO_SUCH_PROGRAM = Pattern.compile(
            "exec: |exec format error|executable file .*not found"
                    + "|attempted to invoke a command that was not found|container command .* (not found|could not be invoked)");
    /**
     * An engine's words for a part of it that did not answer it in time, was about to end, or got no process of the
     * host. The {@code pids_limit} of a container does not show here: even with 1 it is started, and its program fails.
     */
    Pattern SLOW = Pattern.compile("(?i)deadline exceeded|context canceled|timed out|timeout|ttrpc: closed"
            + "|transport is closing|resource temporarily unavailable");

    Pattern PORT = Pattern.compile("port is already allocated|address already in use|all ports are allocated"
            + "|cannot assign requested address|rootlessport");
    Pattern NO_NETWORK = Pattern.compile("(?i)network \\S+ not found|unable to find network|network not found");
    Pattern JOINED = Pattern.compile("(?i)already exists in network|is already connected");
    Pattern NAME = Pattern.compile("already in use|in use by");
    Pattern NOT_THERE = Pattern.compile("(?i)no such container|no container with|already in progress");
    /** Podman sends none to a paused one, and says that in the words for one that has ended. */
    Pattern PAUSED = Pattern.compile("(?i)state paused");

    Pattern NOT_THERE_OR_NOT_RUNNING =
            Pattern.compile("(?i)no such container|no container with|is not running|is not paused|can only kill running"
                    + "|already in progress|container state improper");

    FailureKind of(Refusal refusal);

    static FailureKind any(Refusal refusal) {
        return refusal.status() == 404 ? FailureKind.NO_SUCH_CONTAINER : FailureKind.REFUSED;
    }

    /** Whether an engine answers at all. These are the words of a proxy for one that does not. */
    static FailureKind presence(Refusal refusal) {
        return switch (refusal.status()) {
            case 502, 503, 504 -> FailureKind.UNREACHABLE;
            default -> any(refusal);
        };
    }

    static FailureKind image(Refusal refusal) {
        boolean isImage = refusal.status() == 404 && !refusal.says(NO_NETWORK);
        return isImage ? FailureKind.IMAGE_UNAVAILABLE : FailureKind.REFUSED;
    }

    /** Podman answers 500 where Docker answers 409. */
    static FailureKind create(Refusal refusal) {
        boolean name = refusal.status() == 409 || (refusal.status() == 500 && refusal.says(NAME));
        if (!name && refusal.status() >= 500 && refusal.says(SLOW)) {
            return FailureKind.TIMEOUT;
        }
        return name ? FailureKind.NAME_TAKEN : image(refusal);
    }

    static FailureKind start(Refusal refusal) {
        if (refusal.says(NO_SUCH_PROGRAM)) {
            return FailureKind.BAD_COMMAND;
        }
        if (refusal.says(NO_NETWORK)) {
            return FailureKind.REFUSED;
        }
        if (refusal.status() >= 500 && refusal.says(SLOW)) {
            return FailureKind.TIMEOUT;
        }
        return refusal.says(PORT) ? FailureKind.PORT_UNAVAILABLE : any(refusal);
    }

    /** One that is in the network already is where it should be. */
    static FailureKind join(Refusal refusal) {
        return refusal.says(JOINED) ? FailureKind.NO_SUCH_CONTAINER : FailureKind.REFUSED;
    }

    /** On the way down, what has ended or gone already is as good as not there. */
    static FailureKind end(Refusal refusal) {
        boolean gone = refusal.status() == 304
                || refusal.status() == 404
                || (refusal.says(NOT_THERE_OR_NOT_RUNNING) && !refusal.says(PAUSED));
        return gone ? FailureKind.NO_SUCH_CONTAINER : FailureKind.REFUSED;
    }

    /** What is gone, or is being removed. One that runs is refused, and no word of that may pass for gone. */
    static FailureKind removal(Refusal refusal) {
        boolean gone = refusal.status() == 404 || refusal.says(NOT_THERE);
        return gone ? FailureKind.NO_SUCH_CONTAINER : FailureKind.REFUSED;
    }
}
