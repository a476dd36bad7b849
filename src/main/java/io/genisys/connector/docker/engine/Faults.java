package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.DockerException;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.FailureKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Makes one {@link EngineException} with one sentence from whatever docker-java throws. */
final class Faults {
    private final EngineSettings settings;

    Faults(EngineSettings settings) {
        this.settings = settings;
    }

    /** @param what was tried, such as {@code list containers} */
    EngineException timeout(String what, Duration time, Throwable cause) {
        String sentence = "Host %s (%s) did not answer within %s when asked to %s"
                .formatted(settings.host(), settings.url(), Durations.format(time), what);
        return new EngineException(FailureKind.TIMEOUT, sentence, cause);
    }

    EngineException refused(FailureKind kind, String what, String words) {
        return refused(kind, what, words, null);
    }

    private EngineException refused(FailureKind kind, String what, String words, Throwable cause) {
        return new EngineException(kind, "Host %s could not %s: %s".formatted(settings.host(), what, words), cause);
    }

    EngineException of(String what, Duration time, RefusalKinds kinds, Throwable e) {
        if (e instanceof EngineException known) {
            return known;
        }
        if (e instanceof DockerException answer) {
            Refusal refusal = Refusal.of(answer);
            return refused(kinds.of(refusal), what, refusal.words(), e);
        }
        Optional<Throwable> forbidden = find(e, ForbiddenCall.class::isInstance);
        if (forbidden.isPresent()) {
            return refused(FailureKind.REFUSED, what, forbidden.get().getMessage(), e);
        }
        // Jackson wraps what breaks the connection in an exception of its own: look for that before
        return find(e, t -> t instanceof CancellationException)
                .map(cancelled -> interrupted(what, e))
                .or(() -> find(e, t -> t instanceof IOException && !(t instanceof JsonProcessingException))
                        .map(io -> transport(what, time, (IOException) io, e)))
                .or(() -> find(e, t -> t instanceof JsonProcessingException || t instanceof NullAnswer)
                        .map(answer -> notDocker(what, e)))
                .orElseGet(() -> defect(what, e));
    }

    /** The order matters: time-outs of a connect are time-outs, refused connections are socket exceptions. */
    private EngineException transport(String what, Duration time, IOException io, Throwable e) {
        String words = String.valueOf(io.getMessage());
        // the class is of the shaded Apache client: its name is all that can be known of it
        boolean connecting = io.getClass().getSimpleName().equals("ConnectTimeoutException");
        if (connecting && words.endsWith("Read timed out")) {
            // the connection stands and the other side does not go on with TLS: a frozen engine
            return timeout(what, settings.timeouts().query(), e);
        }
        if (io instanceof SocketTimeoutException && !connecting) {
            return timeout(what, time, e);
        }
        if (io instanceof ClosedByInterruptException || (io instanceof InterruptedIOException && !connecting)) {
            return interrupted(what, e);
        }
        return unreachable(reason(what, io, words, connecting), e);
    }

    private String reason(String what, IOException io, String words, boolean connecting) {
        if (words.contains("Permission denied")) {
            return "permission denied: add the connector's user to the group that owns the socket, mostly 'docker'";
        }
        if (words.contains("No such file or directory") || io instanceof ConnectException || connecting) {
            return "no Docker engine is there: is it running?";
        }
        if (io instanceof UnknownHostException) {
            return "its name is not known to this machine's resolver";
        }
        if (io instanceof SSLException) {
            return "no agreement on TLS: " + Refusal.line(words);
        }
        return "the connection broke while it was asked to " + what + ", and the outcome is unknown";
    }

    private EngineException unreachable(String reason, Throwable e) {
        String sentence = "Host %s cannot be reached at %s: %s".formatted(settings.host(), settings.url(), reason);
        return new EngineException(FailureKind.UNREACHABLE, sentence, e);
    }

    /** The thread was asked to end, not by a deadline. */
    private EngineException interrupted(String what, Throwable e) {
        return refused(FailureKind.TIMEOUT, what, "the call was interrupted, and its outcome is unknown", e);
    }

    private EngineException notDocker(String what, Throwable e) {
        String words = "its answer is not one of a Docker engine";
        return refused(FailureKind.UNSUPPORTED_ENGINE, what, words, e);
    }

    private EngineException defect(String what, Throwable e) {
        return refused(FailureKind.INTERNAL, what, e.getClass().getSimpleName() + " in our own code", e);
    }

    private static Optional<Throwable> find(Throwable e, Predicate<Throwable> wanted) {
        return Stream.iterate(e, t -> t != null, Throwable::getCause)
                .limit(20)
                .filter(wanted)
                .findFirst();
    }
}
