package io.genisys.connector.cluster;

import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom this node takes for a node of the cluster: who shows a valid certificate of the authority. A node that is called
 * has to show one for the address at which it is called; one that calls may come from any address of its machine. Each
 * refusal is told in a sentence.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authority;
    private final Consumer<String> refused;

    /** @param refused is told whom this node refused and why; may be called by any thread */
    PeerTrust(X509ExtendedTrustManager authority, Consumer<String> refused) {
        this.authority = authority;
        this.refused = refused;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check named, Check unnamed, String place) throws CertificateException {
        try {
            named.run();
        } catch (CertificateException e) {
            String reason = CertificateFault.of(chain[0], e, isFine(unnamed), place);
            refused.accept(place + " " + reason);
            // the cause says which alert the other one gets
            throw new CertificateException(reason, e.getCause());
        }
    }

    private static boolean isFine(Check check) {
        try {
            check.run();
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(
                chain,
                () -> authority.checkServerTrusted(chain, kind, engine),
                () -> authority.checkServerTrusted(chain, kind),
                engine.getPeerHost());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(
                chain,
                () -> authority.checkServerTrusted(chain, kind, socket),
                () -> authority.checkServerTrusted(chain, kind),
                at(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        Check check = () -> authority.checkServerTrusted(chain, kind);
        check(chain, check, check, "a node");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        Check check = () -> authority.checkClientTrusted(chain, kind, engine);
        check(chain, check, check, engine.getPeerHost() == null ? "a caller" : "a caller at " + engine.getPeerHost());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        Check check = () -> authority.checkClientTrusted(chain, kind, socket);
        check(chain, check, check, "a caller at " + at(socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        Check check = () -> authority.checkClientTrusted(chain, kind);
        check(chain, check, check, "a caller");
    }

    private static String at(Socket socket) {
        InetAddress address = socket.getInetAddress();
        return address == null ? "an unknown address" : address.getHostAddress();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }
}
