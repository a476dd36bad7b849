package io.genisys.connector.cluster;

import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;

/** How nodes prove to each other that they belong to the cluster: both sides of each connection show a certificate. */
final class NodeTls {
    private static final String VERSION = "TLSv1.3";

    private final Optional<Path> folder;
    private final Consumer<String> refused;

    /**
     * With both sides showing a certificate.
     *
     * @param folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty: no TLS
     * @param refused is told whom this node refused and why; may be called by any thread
     */
    NodeTls(Optional<Path> folder, Consumer<String> refused) {
        this.folder = folder;
        this.refused = refused;
    }

    boolean isOn() {
        return folder.isPresent();
    }

    HttpServerOptions use(HttpServerOptions options) {
        folder.ifPresent(files -> {
            use(options, files, trust(files));
            options.setClientAuth(ClientAuth.REQUIRED);
        });
        return options;
    }

    HttpClientOptions use(HttpClientOptions options) {
        folder.ifPresent(files -> {
            use(options, files, trust(files));
            options.setTrustAll(false).setVerifyHost(true);
        });
        return options;
    }

    NetClientOptions use(NetClientOptions options) {
        folder.ifPresent(files -> {
            use(options, files, trust(files));
            options.setTrustAll(false).setHostnameVerificationAlgorithm("HTTPS");
        });
        return options;
    }

    NetServerOptions use(NetServerOptions options) {
        folder.ifPresent(files -> {
            use(options, files, trust(files));
            options.setClientAuth(ClientAuth.REQUIRED);
        });
        return options;
    }

    /**
     * The bus is a server for each node, and a client of each. It takes files only; {@link BusSockets} does the rest.
     */
    void use(EventBusOptions options) {
        folder.ifPresent(files -> {
            use(
                    options,
                    files,
                    new PemTrustOptions().addCertPath(authority(files).toString()));
            options.setClientAuth(ClientAuth.REQUIRED).setTrustAll(false);
        });
    }

    private static void use(TCPSSLOptions options, Path files, TrustOptions trust) {
        options.setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of(VERSION))
                .setKeyCertOptions(own(files))
                .setTrustOptions(trust);
    }

    private TrustOptions trust(Path files) {
        try {
            return TrustOptions.wrap(new PeerTrust(OwnCertificate.authority(authority(files)), refused));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("ca.pem of cluster.tls was read before: " + e.getMessage(), e);
        }
    }

    private static PemKeyCertOptions own(Path files) {
        return new PemKeyCertOptions()
                .setCertPath(files.resolve("cert.pem").toString())
                .setKeyPath(files.resolve("key.pem").toString());
    }

    private static Path authority(Path files) {
        return files.resolve("ca.pem");
    }

    /** When the certificate of this node is over; empty without TLS. Blocks. */
    Optional<Instant> end() throws IOException {
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        OwnCertificate.of(folder.get()).leaf().getNotAfter().toInstant());
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
