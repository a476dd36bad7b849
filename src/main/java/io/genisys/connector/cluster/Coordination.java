package io.genisys.connector.cluster;

import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What nodes agree on, as one of them sees it: a tree of {@link Znode}s, each under a path such as {@code /log/7},
 * whose parent has to be there. All that is called back, and the ends of all Futures, come on the {@link Lane} of the
 * node.
 *
 * <p>Failed Futures carry a {@link CoordinationException}.
 */
public interface Coordination {
    /** How this node is connected. */
    enum Session {
        CONNECTED,
        /** The connection is gone, and it is not known whether the session is. */
        SUSPENDED,
        /** So are the session, and each znode that was to last as long. Or there was none yet. */
        LOST
    }

    Session session();

    /** Tells of each other state of the session, until the registration ends. */
    Registration listen(Consumer<Session> listener);

    /** What is there; it may lag behind what other nodes wrote, but not behind {@link #sync} or one's own changes. */
    Future<Optional<Znode>> read(String path);

    /** The last parts of the paths below that one, in no order; none if it is not there. May lag likewise. */
    Future<List<String>> children(String path);

    /**
     * Makes all of these steps at once, or none. Fails with CONFLICT if one of them cannot be made, and with UNKNOWN if
     * the answer is lost: then it has been made, or will be soon, or never is.
     */
    Future<Void> change(List<Step> steps);

    /**
     * Until the registration ends, tells after each change of that znode, and after each time that one may be missed.
     */
    Registration watch(String path, Runnable changed);

    /** Once it succeeds, reads show all that was written anywhere before it was called. */
    Future<Void> sync();

    /** One part of a change. */
    sealed interface Step {
        String path();

        /**
         * Makes what is not there.
         *
         * @param isEphemeral whether it goes with the session of this node
         */
        record Create(String path, Buffer data, boolean isEphemeral) implements Step {
            public Create(String path, Buffer data) {
                this(path, data, false);
            }
        }

        /** Replaces the data of what is there at that version. */
        record Put(String path, Buffer data, int version) implements Step {}

        /** Changes nothing: it is there at that version. */
        record Check(String path, int version) implements Step {}

        /** Removes what is there and has nothing below it, at whatever version. */
        record Delete(String path) implements Step {}
    }

    /**
     * @param data at most 256 KiB; not to be written to
     * @param version 0 when it is made, one more with each put
     */
    record Znode(Buffer data, int version) {}
}
