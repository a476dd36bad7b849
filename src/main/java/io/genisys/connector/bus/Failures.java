package io.genisys.connector.bus;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A throwable as a {@link Failure}. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The failure that it carries; anything else is a defect of ours, and logged here with its trace. */
    public static Failure of(Throwable error) {
        if (error instanceof FailureException known) {
            return known.failure();
        }
        LOG.error("Unexpected error", error);
        return new Failure(
                FailureKind.INTERNAL,
                "unexpected error, see the log: " + error.getClass().getSimpleName());
    }
}
