package io.genisys.connector.config;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A Docker engine.
 *
 * @param url {@code unix:///path} or {@code tcp://host:port}
 * @param tls folder with readable {@code ca.pem}, {@code cert.pem}, {@code key.pem}; empty: no TLS
 */
public record HostSection(HostName name, URI url, Optional<Path> tls, HostProfile profile) {
    public HostSection {
        Objects.requireNonNull(name);
        Objects.requireNonNull(url);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(profile);
    }
}
