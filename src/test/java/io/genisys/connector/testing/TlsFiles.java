package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate authority, and certificates of an engine on 127.0.0.1 and of its client. */
final class TlsFiles {
    private final Path folder;

    private TlsFiles(Path folder) {
        this.folder = folder;
    }

    static TlsFiles make(Path folder) {
        TlsFiles files = new TlsFiles(folder);
        try {
            Files.createDirectories(files.client());
            files.authority();
            files.certificate("server", "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
            files.certificate("client", "extendedKeyUsage=clientAuth\n");
            Files.copy(files.path("ca.pem"), files.client().resolve("ca.pem"));
            Files.copy(files.path("client.pem"), files.client().resolve("cert.pem"));
            Files.copy(files.path("client-key.pem"), files.client().resolve("key.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** With {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as Docker's own client wants them. */
    Path client() {
        return folder.resolve("client");
    }

    List<String> options(URI listenOn) {
        return List.of(
                "-H",
                listenOn.toString(),
                "--tlsverify",
                "--tlscacert=" + path("ca.pem"),
                "--tlscert=" + path("server.pem"),
                "--tlskey=" + path("server-key.pem"));
    }

    private void authority() {
        openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test-authority -keyout %s -out %s"
                .formatted(path("ca-key.pem"), path("ca.pem")));
    }

    private void certificate(String name, String extensions) throws IOException {
        Path request = path(name + ".csr");
        Path extensionFile = Files.writeString(path(name + ".ext"), extensions);
        openssl("req -newkey rsa:2048 -nodes -subj /CN=test-%s -keyout %s -out %s"
                .formatted(name, path(name + "-key.pem"), request));
        openssl("x509 -req -days 2 -in %s -CA %s -CAkey %s -CAcreateserial -extfile %s -out %s"
                .formatted(request, path("ca.pem"), path("ca-key.pem"), extensionFile, path(name + ".pem")));
    }

    private Path path(String file) {
        return folder.resolve(file);
    }

    private static void openssl(String arguments) {
        Shell.run((Shell.find("openssl") + " " + arguments).split(" "));
    }
}
