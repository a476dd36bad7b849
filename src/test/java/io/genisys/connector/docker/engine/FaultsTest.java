package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private final Faults faults =
            new Faults(EngineSettings.of("gen", new HostName("one"), URI.create("unix:///run/docker.sock")));

    private Failure failure(Throwable e) {
        return faults.of("list containers", Duration.ofSeconds(5), RefusalKinds::any, e)
                .failure();
    }

    private static RuntimeException wrapped(IOException e) {
        return new RuntimeException(new RuntimeException(e));
    }

    @Test
    void permissionDeniedSaysWhatToDo() {
        assertThat(failure(wrapped(new BindException("Permission denied"))))
                .isEqualTo(new Failure(
                        FailureKind.UNREACHABLE,
                        "Host one cannot be reached at unix:///run/docker.sock: permission denied:"
                                + " add the connector's user to the group that owns the socket, mostly 'docker'"));
    }

    @Test
    void aBrokenConnectionSaysThatTheOutcomeIsUnknown() {
        Failure failure = failure(wrapped(new IOException("Broken pipe")));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.message()).endsWith("the outcome is unknown");
    }

    @Test
    void aTimeOutNamesHostAndTimeAndWhatWasTried() {
        assertThat(failure(wrapped(new SocketTimeoutException("Read timed out"))))
                .isEqualTo(new Failure(
                        FailureKind.TIMEOUT,
                        "Host one (unix:///run/docker.sock) did not answer within 5s when asked to list containers"));
    }

    @Test
    void anInterruptByOthersIsNoDefect() {
        assertThat(failure(wrapped(new ClosedByInterruptException())).kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure(new CancellationException()).kind()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void namesAndTlsHaveTheirOwnWords() {
        assertThat(failure(wrapped(new UnknownHostException("nowhere"))).message())
                .contains("name is not known");
        assertThat(failure(wrapped(new SSLHandshakeException("bad certificate")))
                        .message())
                .contains("TLS: bad certificate");
    }

    @Test
    void anythingElseIsOurOwnDefect() {
        assertThat(failure(new NullPointerException()).kind()).isEqualTo(FailureKind.INTERNAL);
    }
}
