package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The replacement of containers that were made from another version.
 *
 * @param from the version that is replaced, 0 if it is not known
 * @param to the version that takes its place
 * @param reason why it is not simply going on; empty if it is
 * @param progressAt when it last came further
 */
public record ServiceUpdate(
        long from,
        long to,
        UpdateState state,
        Progress progress,
        Optional<String> reason,
        Instant startedAt,
        Instant progressAt) {
    public ServiceUpdate {
        Objects.requireNonNull(state);
        Objects.requireNonNull(progress);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(progressAt);
    }

    /** The same update, to a version that makes the same containers. */
    public ServiceUpdate to(long version) {
        return new ServiceUpdate(from, version, state, progress, reason, startedAt, progressAt);
    }

    /**
     * Containers.
     *
     * @param replaced by good ones
     * @param failed that it made
     * @param total to be replaced, as of its start
     */
    public record Progress(int replaced, int failed, int total) {
        public static final Progress NONE = new Progress(0, 0, 0);
    }
}
