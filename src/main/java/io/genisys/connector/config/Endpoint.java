package io.genisys.connector.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an engine is reached: the keys {@code url} and {@code tls} of a section.
 *
 * @param tls folder with readable {@code ca.pem}, {@code cert.pem}, {@code key.pem}; empty: no TLS
 */
record Endpoint(URI url, Optional<Path> tls) {
    /** Empty if there is no {@code url}, or a faulty one. */
    static Optional<Endpoint> read(Section keys, Path folder) {
        return of(keys, keys.read("url", Values.text(DockerUrl::parse)), folder);
    }

    static Endpoint read(Section keys, Path folder, String standardUrl) {
        DockerUrl url = keys.read("url", standardUrl, Values.text(DockerUrl::parse));
        return of(keys, Optional.of(url), folder).orElseThrow();
    }

    private static Optional<Endpoint> of(Section keys, Optional<DockerUrl> url, Path folder) {
        boolean isUnix = url.filter(DockerUrl::isUnix).isPresent();
        Optional<Path> tls = keys.read("tls", Values.tlsFolder(folder));
        if (tls.isPresent() && isUnix) {
            keys.fault("tls", "needs a url that begins with tcp://");
        }
        return url.map(u -> new Endpoint(u.uri(tls.isPresent()), tls));
    }

    /** The host of a tcp address; empty for a unix socket. */
    Optional<String> address() {
        return Optional.ofNullable(url.getHost()).map(host -> host.replaceAll("[\\[\\]]", ""));
    }
}
