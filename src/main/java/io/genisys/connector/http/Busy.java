package io.genisys.connector.http;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;

/** What is said to one caller too many. */
final class Busy {
    private Busy() {}

    static FailureException with(String what) {
        return new FailureException(
                FailureKind.OVERLOADED, "the connector's memory bears no more " + what + "; ask again in a moment");
    }
}
