package io.genisys.connector.cluster;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The certificate of this node, looked at as other nodes will: what they would refuse is said at the start. Blocks. */
final class OwnCertificate {
    private static final String KEY = "cluster.tls";
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** As TLS 1.3 calls all of them. */
    private static final String ANY_KIND = "UNKNOWN";

    private static final byte[] SAMPLE = {1, 2, 3};

    private final Path folder;
    private final X509Certificate[] chain;

    private OwnCertificate(Path folder, X509Certificate[] chain) {
        this.folder = folder;
        this.chain = chain;
    }

    /** @param folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} */
    static OwnCertificate of(Path folder) throws IOException {
        Path file = folder.resolve("cert.pem");
        try {
            return new OwnCertificate(folder, certificates(file).toArray(X509Certificate[]::new));
        } catch (CertificateException e) {
            throw fault(file + " has no certificates in PEM: " + e.getMessage());
        }
    }

    /** The first of {@code cert.pem}. */
    X509Certificate leaf() {
        return chain[0];
    }

    /**
     * Refuses what no other node would take.
     *
     * @param address at which the other nodes reach this one
     */
    void check(String address) throws IOException {
        CertificateFault.time(leaf()).ifPresent(words -> {
            throw fault(folder.resolve("cert.pem") + " " + words);
        });
        X509ExtendedTrustManager authority = trusted();
        try {
            authority.checkServerTrusted(chain, ANY_KIND);
            authority.checkClientTrusted(chain, ANY_KIND);
        } catch (CertificateException e) {
            throw fault(folder.resolve("cert.pem") + " is not taken by the authority in ca.pem beside it: "
                    + e.getMessage() + "; take all three files of scripts/certificates");
        }
        if (!isFor(address)) {
            throw fault(folder.resolve("cert.pem") + " is for " + CertificateFault.names(leaf()) + " and not for "
                    + address + ", at which the other nodes call this one: make one with scripts/certificates");
        }
        checkKey();
    }

    private X509ExtendedTrustManager trusted() throws IOException {
        Path file = folder.resolve("ca.pem");
        try {
            return authority(file);
        } catch (GeneralSecurityException e) {
            throw fault(file + " has no certificates in PEM: " + e.getMessage());
        }
    }

    private boolean isFor(String address) {
        List<String> names = CertificateFault.alternatives(leaf());
        return names.stream().anyMatch(address::equalsIgnoreCase)
                || literal(address)
                        .flatMap(ours -> names.stream()
                                .filter(name -> literal(name).equals(Optional.of(ours)))
                                .findAny())
                        .isPresent();
    }

    /** One address may be written in several ways. A name is not looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return text.indexOf(':') >= 0 || text.matches("[0-9.]+")
                    ? Optional.of(InetAddress.getByName(text))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private void checkKey() throws IOException {
        Path file = folder.resolve("key.pem");
        Matcher pem = PKCS8.matcher(Files.readString(file));
        if (!pem.find()) {
            throw fault(file + " must have a key in PKCS #8, which begins with -----BEGIN PRIVATE KEY-----; openssl"
                    + " pkcs8 -topk8 -nocrypt writes one as such");
        }
        try {
            byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
            if (!fits(key)) {
                throw fault(file + " is not the key of cert.pem: take both from the same folder");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw fault(file + " is not the key of cert.pem: " + e.getMessage());
        }
    }

    private boolean fits(byte[] key) throws GeneralSecurityException {
        String kind = leaf().getPublicKey().getAlgorithm();
        PrivateKey own = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(key));
        Signature signature = Signature.getInstance(
                switch (kind) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> kind;
                });
        signature.initSign(own);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(leaf());
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    /** What takes the certificates that this authority has signed. */
    static X509ExtendedTrustManager authority(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate one : certificates(file)) {
            store.setCertificateEntry("ca" + number++, one);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.<TrustManager>of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Collection<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(file)) {
            List<X509Certificate> all = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (all.isEmpty()) {
                throw new CertificateException("it is empty");
            }
            return all;
        }
    }

    private static InvalidException fault(String words) {
        return new InvalidException(List.of(new FieldError(KEY, words)));
    }
}
