package io.genisys.connector.catalog;

import io.genisys.connector.json.ModelJson.Written;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;

/**
 * A log of records that all nodes of a cluster write, and follow in one order. All calls have to come, and all Futures
 * end, on its {@linkplain #lane lane}; there its follower is told as well.
 */
public interface SharedLog {
    /** Where all of it is done, one thing at a time. */
    Executor lane();

    /**
     * Begins to follow. The log is made if there is none.
     *
     * @param first all there is, if this node makes the log
     * @param print tells it from all else that logs are made from, in a row of letters and digits
     * @return whether this node made it from that, now or at an earlier start. It ends once the follower was told all
     *     that there is, and waits for as long as there is no quorum
     */
    Future<Boolean> open(Follower follower, Written first, String print);

    /** The number of the record that was told last, 0 if none was. */
    long last();

    /**
     * Adds a record as the next one after that number, and has told it when it answers.
     *
     * @param record with the smallest protocol that can read it
     * @param epoch of the leader, if it is a change that only the leader makes
     * @return false if another record took that place: then this one is not in the log and never will be. Fails with a
     *     {@link FailureException}, STORE_UNAVAILABLE, which says whether anything may have been kept, or CONFLICT if
     *     the epoch is another one by now
     */
    Future<Boolean> append(long after, Written record, OptionalInt epoch);

    /** What all who follow it understand, as far as this node knows. */
    Floor floor();

    /** Once it succeeds, the follower was told each record that was added anywhere before it was called. */
    Future<Void> upToDate();

    /** Why nothing can be added, or not be followed, if so. Asked by any thread. */
    Optional<Failure> refusal();

    /** Is told what is in the log. Refuses what this release cannot read with a RuntimeException that says why. */
    interface Follower {
        /** All there is, in place of what was told so far. */
        void base(byte[] whole);

        /** What comes next. */
        void next(byte[] record);

        /**
         * All that was told so far, as one record.
         *
         * @param protocol that can read what was told
         */
        Written whole(int protocol);
    }
}
