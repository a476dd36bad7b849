package io.genisys.connector.docker.engine;

import com.github.dockerjava.transport.SSLConfig;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * For engines behind a unix socket, where nothing is encrypted. Left to itself, docker-java reads and parses all
 * authorities that the platform trusts before the first call, for each client that is made.
 */
final class WithoutTls implements SSLConfig {
    private static final SSLContext CONTEXT = context();

    /** One that trusts no certificate. */
    @Override
    public SSLContext getSSLContext() {
        return CONTEXT;
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
