package io.genisys.connector.http;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServerTls;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * What the files of TLS said at one moment, found to be usable. Callers may show a certificate and need not: health
 * checks have none.
 */
final class TlsKeys {
    private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");
    private static final String[] KINDS = {"RSA", "EC", "RSASSA-PSS", "EdDSA", "Ed25519"};

    private final Buffer certificate;
    private final Buffer key;
    private final Optional<Buffer> authority;
    private final X509Certificate own;

    private TlsKeys(Vertx vertx, Buffer certificate, Buffer key, Optional<Buffer> authority) {
        this.certificate = certificate;
        this.key = key;
        this.authority = authority;
        this.own = checked(vertx);
    }

    /**
     * Blocks.
     *
     * @throws InvalidException if they cannot be used
     */
    static TlsKeys read(Vertx vertx, ServerTls files) {
        return new TlsKeys(
                vertx,
                bytes("cert", files.certificate()),
                bytes("key", files.key()),
                files.clientAuthority().map(file -> bytes("client_ca", file)));
    }

    private static Buffer bytes(String field, Path file) {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw fault(field, file + " cannot be read");
        }
    }

    /** The server's own certificate. */
    X509Certificate certificate() {
        return own;
    }

    void use(HttpServerOptions options) {
        options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(pair())
                .setClientAuth(authority.isPresent() ? ClientAuth.REQUEST : ClientAuth.NONE);
        trust().ifPresent(options::setTrustOptions);
    }

    /** For connections that are opened from now on. */
    ServerSSLOptions options() {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setKeyCertOptions(pair());
        options.setUseAlpn(true);
        options.setApplicationLayerProtocols(PROTOCOLS);
        options.setClientAuth(authority.isPresent() ? ClientAuth.REQUEST : ClientAuth.NONE);
        trust().ifPresent(options::setTrustOptions);
        return options;
    }

    private PemKeyCertOptions pair() {
        return new PemKeyCertOptions().addCertValue(certificate).addKeyValue(key);
    }

    private Optional<PemTrustOptions> trust() {
        return authority.map(pem -> new PemTrustOptions().addCertValue(pem));
    }

    private X509Certificate checked(Vertx vertx) {
        try {
            if (trust().isPresent()) {
                trust().get().getTrustManagerFactory(vertx);
            }
        } catch (Exception e) { // Vert.x declares no other
            throw fault("client_ca", "has no certificates in PEM: " + e.getMessage());
        }
        try {
            X509KeyManager manager = manager(pair().getKeyManagerFactory(vertx).getKeyManagers());
            String alias = Arrays.stream(KINDS)
                    .map(kind -> manager.getServerAliases(kind, null))
                    .filter(Objects::nonNull)
                    .flatMap(Stream::of)
                    .findFirst()
                    .orElseThrow(() -> fault("cert", "has a key of a kind that is not known"));
            X509Certificate first = manager.getCertificateChain(alias)[0];
            requirePair(first, manager.getPrivateKey(alias));
            return first;
        } catch (InvalidException e) {
            throw e;
        } catch (Exception e) { // Vert.x declares no other
            throw fault("cert", "and connector.tls.key cannot be used: " + e.getMessage());
        }
    }

    private static X509KeyManager manager(KeyManager... all) {
        return (X509KeyManager) all[0];
    }

    /** Java takes a key of another certificate, and then each handshake fails. */
    private static void requirePair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = certificate.getSerialNumber().toByteArray();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw fault("key", "is not the key of connector.tls.cert: " + e.getMessage());
        }
        throw fault("key", "is not the key of connector.tls.cert");
    }

    private static InvalidException fault(String field, String message) {
        return new InvalidException("connector.tls." + field, message);
    }

    /** Of the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TlsKeys keys
                && certificate.equals(keys.certificate)
                && key.equals(keys.key)
                && authority.equals(keys.authority);
    }

    @Override
    public int hashCode() {
        return Objects.hash(certificate, authority);
    }
}
