package io.genisys.connector.http;

import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a caller proved by a certificate of the configured authority. */
final class ClientCertificate {
    private ClientCertificate() {}

    /** The common name of its subject; empty if there is no certificate, or none in it. */
    static Optional<String> name(HttpConnection connection) {
        if (!connection.isSsl()) {
            return Optional.empty();
        }
        try {
            Certificate own = connection.sslSession().getPeerCertificates()[0];
            return own instanceof X509Certificate known
                    ? commonName(known.getSubjectX500Principal().getName())
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    /** The first of several, as it is written: the one that is closest to whom it names. */
    static Optional<String> commonName(String subject) {
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .reduce((outer, inner) -> inner);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
