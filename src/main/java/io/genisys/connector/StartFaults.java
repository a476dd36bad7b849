package io.genisys.connector;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.InvalidException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** What keeps the connector from starting, as a sentence that says what to do. */
final class StartFaults {
    private StartFaults() {}

    static String sentence(Throwable cause) {
        if (cause instanceof InvalidException || cause instanceof FailureException) {
            return cause.getMessage();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** Why nothing listens at that address. */
    static InvalidException notListening(String bind, int port, Throwable cause) {
        if (cause instanceof InvalidException faulty) {
            return faulty;
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return new InvalidException("connector.bind", bind + " is not an address of this machine");
        }
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("Cannot assign")) {
            return new InvalidException("connector.bind", bind + " is not an address of this machine");
        }
        if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("Permission")) {
            return new InvalidException("connector.port", port + " may not be used by this user; take one above 1023");
        }
        if (cause instanceof BindException) {
            return new InvalidException(
                    "connector.port", port + " is in use on " + bind + "; stop what uses it, or set another port");
        }
        return new InvalidException("connector.bind", "cannot listen on " + bind + ":" + port + ": " + sentence(cause));
    }
}
