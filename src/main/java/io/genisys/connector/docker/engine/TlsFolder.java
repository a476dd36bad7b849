package io.genisys.connector.docker.engine;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.SSLConfig;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A folder with a client's certificate, read when an engine is made. docker-java would speak plain HTTP if a file is
 * missing.
 */
final class TlsFolder implements SSLConfig {
    /** Which docker-java gives the store that it makes in memory. */
    private static final String PASSWORD = "docker";

    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    private final SSLContext context;
    private final Streams.Tls factories;

    private TlsFolder(SSLContext context, Streams.Tls factories) {
        this.context = context;
        this.factories = factories;
    }

    /** @throws EngineException of kind INVALID if a file is missing or can't be used; its message names no content */
    static TlsFolder read(Path folder) {
        for (String file : FILES) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw invalid(folder, "there is no readable " + file, null);
            }
        }
        try {
            SSLContext context = new LocalDirectorySSLConfig(folder.toString()).getSSLContext();
            return new TlsFolder(context, factories(folder));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw invalid(folder, "a file in it is not a certificate or a key", e);
        }
    }

    /** What docker-java makes a context of, for others that need a context of their own. */
    private static Streams.Tls factories(Path folder) throws GeneralSecurityException, IOException {
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(
                CertificateUtils.createKeyStore(
                        Files.readString(folder.resolve("key.pem")), Files.readString(folder.resolve("cert.pem"))),
                PASSWORD.toCharArray());
        TrustManagerFactory authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        authorities.init(CertificateUtils.createTrustStore(Files.readString(folder.resolve("ca.pem"))));
        return new Streams.Tls(key, authorities);
    }

    Streams.Tls factories() {
        return factories;
    }

    private static EngineException invalid(Path folder, String why, Throwable cause) {
        return new EngineException(FailureKind.INVALID, "The TLS folder " + folder + " cannot be used: " + why, cause);
    }

    @Override
    public SSLContext getSSLContext() {
        return context;
    }
}
