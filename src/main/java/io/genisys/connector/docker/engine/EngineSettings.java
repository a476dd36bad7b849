package io.genisys.connector.docker.engine;

import io.genisys.connector.model.HostName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which engine to drive, and how. Nothing else is looked at: neither DOCKER_HOST nor the user's own Docker files.
 *
 * @param connector whose labels are ours
 * @param host what messages call the engine
 * @param url {@code unix:///path} or {@code tcp://host:port}
 * @param tls folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty: no TLS
 * @param dockerConfig Docker config file with credentials for registries; empty: none
 * @param ownContainer full id of the container that we run in, see {@link OwnContainer}; empty: none
 */
public record EngineSettings(
        String connector,
        HostName host,
        URI url,
        Optional<Path> tls,
        Optional<Path> dockerConfig,
        Timeouts timeouts,
        Optional<String> ownContainer) {
    /** @throws IllegalArgumentException if the URL is of another form */
    public EngineSettings {
        Objects.requireNonNull(connector);
        Objects.requireNonNull(host);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(dockerConfig);
        Objects.requireNonNull(timeouts);
        Objects.requireNonNull(ownContainer);
        boolean unix = "unix".equals(url.getScheme())
                && url.getHost() == null
                && url.getPath().length() > 1;
        boolean tcp = "tcp".equals(url.getScheme()) && url.getHost() != null && url.getPort() > 0;
        if (!unix && !tcp) {
            throw new IllegalArgumentException("must be unix:///path or tcp://host:port: " + url);
        }
    }

    /** No TLS, no credentials, the default time-outs, outside of a container. */
    public static EngineSettings of(String connector, HostName host, URI url) {
        return new EngineSettings(
                connector, host, url, Optional.empty(), Optional.empty(), Timeouts.DEFAULT, Optional.empty());
    }

    public EngineSettings withTls(Path folder) {
        return new EngineSettings(connector, host, url, Optional.of(folder), dockerConfig, timeouts, ownContainer);
    }

    public EngineSettings withDockerConfig(Path file) {
        return new EngineSettings(connector, host, url, tls, Optional.of(file), timeouts, ownContainer);
    }

    public EngineSettings withTimeouts(Timeouts other) {
        return new EngineSettings(connector, host, url, tls, dockerConfig, other, ownContainer);
    }

    public EngineSettings withOwnContainer(Optional<String> id) {
        return new EngineSettings(connector, host, url, tls, dockerConfig, timeouts, id);
    }
}
