package io.genisys.connector.docker.engine;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.SSLConfig;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A folder with a client's certificate, read once. docker-java would speak plain HTTP if a file is missing. */
final class TlsFolder implements SSLConfig {
    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    private final SSLContext context;

    private TlsFolder(SSLContext context) {
        this.context = context;
    }

    /** @throws EngineException of kind INVALID if a file is missing or can't be used; its message names no content */
    static TlsFolder read(Path folder) {
        for (String file : FILES) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw invalid(folder, "there is no readable " + file, null);
            }
        }
        try {
            return new TlsFolder(new LocalDirectorySSLConfig(folder.toString()).getSSLContext());
        } catch (RuntimeException e) {
            throw invalid(folder, "a file in it is not a certificate or a key", e);
        }
    }

    private static EngineException invalid(Path folder, String why, Throwable cause) {
        return new EngineException(FailureKind.INVALID, "The TLS folder " + folder + " cannot be used: " + why, cause);
    }

    @Override
    public SSLContext getSSLContext() {
        return context;
    }
}
