package io.genisys.connector.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Who meets a node with some certificate, or with none, and takes any that the node shows. */
final class Stranger implements AutoCloseable {
    static final String CLOSED = "closed";
    private static final int LONGEST_MILLIS = 60_000;
    private static final char[] PASSWORD = "test".toCharArray();

    private final ServerSocket listening;
    private final List<String> met = new CopyOnWriteArrayList<>();

    private Stranger(ServerSocket listening) {
        this.listening = listening;
    }

    /**
     * Calls a node.
     *
     * @param tls its folder; empty: it shows none
     * @param most how long to wait for a refusal, in milliseconds
     * @return what the node said in refusing it; empty if it was not refused
     */
    static Optional<String> call(Optional<Path> tls, String address, int port, int most) {
        try (SSLSocket socket = (SSLSocket) context(tls).getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(address, port), LONGEST_MILLIS);
            socket.setSoTimeout(most);
            return refusal(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a node says is lost if it closes while we still show what it refuses. */
    private static Optional<String> refusal(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
            int unused = socket.getInputStream().read();
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(e.getMessage());
        } catch (SocketException e) {
            return Optional.of(CLOSED);
        }
    }

    /**
     * Is called by nodes, until it is closed.
     *
     * @param tls its folder; empty: it speaks no TLS
     */
    static Stranger listen(Optional<Path> tls, String address, int port) {
        try {
            ServerSocket socket = tls.isEmpty()
                    ? new ServerSocket()
                    : context(tls).getServerSocketFactory().createServerSocket();
            socket.setReuseAddress(true);
            if (socket instanceof SSLServerSocket secured) {
                secured.setNeedClientAuth(true);
            }
            socket.bind(new InetSocketAddress(address, port));
            Stranger stranger = new Stranger(socket);
            Thread thread = new Thread(stranger::serve, "stranger");
            thread.setDaemon(true);
            thread.start();
            return stranger;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                socket.setSoTimeout(LONGEST_MILLIS);
                met.add(meet(socket));
            } catch (IOException e) {
                // its end, or that of a caller
            }
        }
    }

    private static String meet(Socket socket) throws IOException {
        try {
            InputStream bytes = socket.getInputStream();
            int first = bytes.read();
            return first < 0 ? "nothing" : "first byte " + first;
        } catch (SSLException e) {
            return e.getMessage();
        } catch (SocketException e) {
            return CLOSED;
        }
    }

    /**
     * What it got of each caller: its first byte, or the reason for which it refused this one, or {@link #CLOSED} if
     * that was lost.
     */
    List<String> met() {
        return met;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context(Optional<Path> tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            KeyManager[] keys = tls.isEmpty() ? null : keys(tls.get());
            context.init(keys, new TrustManager[] {new Careless()}, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(Path tls) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream file = Files.newInputStream(tls.resolve("cert.pem"))) {
            Certificate own = CertificateFactory.getInstance("X.509").generateCertificate(file);
            String key = Files.readString(tls.resolve("key.pem")).replaceAll("-----[A-Z ]+-----|\\s", "");
            store.setKeyEntry(
                    "own",
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                    PASSWORD,
                    new Certificate[] {own});
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static final class Careless implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
