package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates of nodes on 127.0.0.1 to 127.0.0.3, good ones and others. Each folder is one for {@code cluster.tls}.
 */
public final class NodeCertificates {
    private static final String ALTERNATIVES =
            "DNS:n1,DNS:n2,DNS:n3,DNS:localhost,IP:127.0.0.1,IP:127.0.0.2,IP:127.0.0.3";
    private static final String ADDRESSES = "127.0.0.1,127.0.0.2,127.0.0.3,n2,n3";

    private final Path folder;

    private NodeCertificates(Path folder) {
        this.folder = folder;
    }

    /** Makes them by the script that is told to users; those which it does not make, by openssl. */
    public static NodeCertificates make(Path folder) {
        NodeCertificates made = new NodeCertificates(folder);
        script(folder.resolve("ours"), "n1=" + ADDRESSES, "misnamed=192.0.2.1");
        script(folder.resolve("theirs"), "n1=" + ADDRESSES);
        try {
            made.makeExpired();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    private static void script(Path to, String... nodes) {
        List<String> command = new ArrayList<>(List.of("scripts/certificates", to.toString()));
        command.addAll(List.of(nodes));
        Shell.run(command);
    }

    private void makeExpired() throws IOException {
        Path made = Files.createDirectories(expired());
        Files.copy(good().resolve("ca.pem"), made.resolve("ca.pem"));
        Files.copy(good().resolve("key.pem"), made.resolve("key.pem"));
        Path ca = folder.resolve("ours/ca");
        Path request = folder.resolve("expired.csr");
        Path extensions = Files.writeString(folder.resolve("expired.ext"), "subjectAltName=" + ALTERNATIVES);
        Shell.run(
                "openssl",
                "req",
                "-new",
                "-key",
                good().resolve("key.pem").toString(),
                "-subj",
                "/CN=n1",
                "-out",
                request.toString());
        Shell.run(
                "openssl",
                "x509",
                "-req",
                "-days",
                "-1",
                "-in",
                request.toString(),
                "-CA",
                ca.resolve("ca.pem").toString(),
                "-CAkey",
                ca.resolve("key.pem").toString(),
                "-set_serial",
                "7",
                "-extfile",
                extensions.toString(),
                "-out",
                made.resolve("cert.pem").toString());
    }

    /** Of the authority, and for all three addresses. */
    public Path good() {
        return folder.resolve("ours/n1");
    }

    /** Of the same authority, and for another address. */
    public Path misnamed() {
        return folder.resolve("ours/misnamed");
    }

    /** Of another authority, which is in its {@code ca.pem}. */
    public Path foreign() {
        return folder.resolve("theirs/n1");
    }

    /** As the good one, but over since yesterday. */
    public Path expired() {
        return folder.resolve("expired");
    }
}
