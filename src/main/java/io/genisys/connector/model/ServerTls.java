package io.genisys.connector.model;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The files for TLS of the API, in PEM.
 *
 * @param certificate the server's own, and those that lead to its authority
 * @param key of that certificate, without a password
 * @param clientAuthority whose certificates callers may log in with; empty: they cannot
 */
public record ServerTls(Path certificate, Path key, Optional<Path> clientAuthority) {
    public ServerTls {
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(key);
        Objects.requireNonNull(clientAuthority);
    }
}
