package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A certificate authority, which makes certificates for 127.0.0.1 and for callers; each is a file beside its key. */
public final class Authority {
    private static final String KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

    private final Path folder;

    /** Makes it in a folder, which is made as well. */
    public Authority(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl("req -x509 " + KEY
                + " -days 2 -subj /CN=authority -keyout %s -out %s"
                        .formatted(folder.resolve("ca-key.pem"), certificate()));
    }

    /** Of the authority itself. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /**
     * Makes one.
     *
     * @param name the common name
     * @param days how long it is valid; below 0 it has expired
     * @return the certificate; its key ends in {@code .key} in its place
     */
    public Path issue(String name, int days) {
        Path certificate = folder.resolve(name + ".pem");
        Path request = folder.resolve(name + ".csr");
        try {
            Path extensions = Files.writeString(folder.resolve("ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
            openssl("req " + KEY
                    + " -subj /O=Test/CN=%s -keyout %s -out %s".formatted(name, key(certificate), request));
            openssl("x509 -req -days %d -in %s -CA %s -CAkey %s -CAcreateserial -extfile %s -out %s"
                    .formatted(days, request, certificate(), folder.resolve("ca-key.pem"), extensions, certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return certificate;
    }

    /** Of a certificate that it made. */
    public static Path key(Path certificate) {
        return Path.of(certificate.toString().replaceFirst("[.]pem$", ".key"));
    }

    private static void openssl(String arguments) {
        Shell.run((Shell.find("openssl") + " " + arguments).split(" "));
    }
}
