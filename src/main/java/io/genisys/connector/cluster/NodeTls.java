package io.genisys.connector.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** How nodes prove to each other that they belong to the cluster: both sides of each connection show a certificate. */
final class NodeTls {
    private static final String VERSION = "TLSv1.3";

    private final Optional<Path> folder;

    /** @param folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty: no TLS */
    NodeTls(Optional<Path> folder) {
        this.folder = folder;
    }

    boolean isOn() {
        return folder.isPresent();
    }

    HttpServerOptions use(HttpServerOptions options) {
        folder.ifPresent(files -> {
            use(options, files);
            options.setClientAuth(ClientAuth.REQUIRED);
        });
        return options;
    }

    HttpClientOptions use(HttpClientOptions options) {
        folder.ifPresent(files -> {
            use(options, files);
            options.setTrustAll(false).setVerifyHost(true);
        });
        return options;
    }

    /** The bus is a server for each node, and a client of each. */
    void use(EventBusOptions options) {
        folder.ifPresent(files -> {
            use((TCPSSLOptions) options, files);
            options.setClientAuth(ClientAuth.REQUIRED).setTrustAll(false);
        });
    }

    private static void use(TCPSSLOptions options, Path files) {
        options.setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of(VERSION))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(files.resolve("cert.pem").toString())
                        .setKeyPath(files.resolve("key.pem").toString()))
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(files.resolve("ca.pem").toString()));
    }

    /** When the certificate of this node is over; empty without TLS. Blocks. */
    Optional<Instant> end() throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(folder.get().resolve("cert.pem"))) {
            X509Certificate own =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            return Optional.of(own.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw new IOException("cert.pem of cluster.tls is no certificate: " + e.getMessage(), e);
        }
    }

    /**
     * Writes certificate and key into one file, as ZooKeeper wants them. Blocks.
     *
     * @param where a folder of this node
     */
    Optional<Stores> stores(Path where) throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path own = where.resolve("node.pem");
        Path fresh = where.resolve("node.pem.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                Files.readString(folder.get().resolve("key.pem")) + "\n"
                        + Files.readString(folder.get().resolve("cert.pem")));
        Files.move(fresh, own, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(new Stores(own, folder.get().resolve("ca.pem")));
    }

    /**
     * The same for ZooKeeper.
     *
     * @param own key and certificates of this node
     * @param trusted certificates of the authority
     */
    record Stores(Path own, Path trusted) {
        /** @param prefix such as {@code ssl.} */
        void put(Properties all, String prefix) {
            all.put(prefix + "keyStore.location", own.toString());
            all.put(prefix + "keyStore.type", "PEM");
            all.put(prefix + "trustStore.location", trusted.toString());
            all.put(prefix + "trustStore.type", "PEM");
            all.put(prefix + "protocol", VERSION);
            all.put(prefix + "enabledProtocols", VERSION);
            all.put(prefix + "clientAuth", "need");
        }
    }
}
