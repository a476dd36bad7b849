package io.genisys.connector.cluster;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a certificate, and what to do about it, for those who run the cluster. */
final class CertificateFault {
    private static final int DNS = 2;
    private static final int IP = 7;

    private CertificateFault() {}

    /**
     * In words that follow the name of the node that shows it.
     *
     * @param error what the check of it said
     * @param isNamedOnly whether nothing is wrong but the names in it
     * @param place at which the node was called
     */
    static String of(X509Certificate shown, CertificateException error, boolean isNamedOnly, String place) {
        String start = "shows the certificate of " + subject(shown) + ", which ";
        Optional<String> time = time(shown);
        if (time.isPresent()) {
            return start + time.get();
        }
        if (isNamedOnly) {
            return start + "is for " + names(shown) + " and not for " + place + ": make one with scripts/certificates"
                    + " for its name and that address, and restart that node";
        }
        return isForeign(error)
                ? start + "is signed by " + issuer(shown) + ", and not by the authority in ca.pem of this node: make"
                        + " the certificates of all nodes with one authority"
                : start + "cannot be taken: " + error.getMessage();
    }

    /** Whether it is over, or has not begun, by the clock of this machine. */
    static Optional<String> time(X509Certificate shown) {
        try {
            shown.checkValidity();
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of("is over since " + shown.getNotAfter().toInstant()
                    + ": make a new one with scripts/certificates, and restart the node that has it");
        } catch (CertificateNotYetValidException e) {
            return Optional.of(
                    "is valid only from " + shown.getNotBefore().toInstant() + " on: set the clocks of both machines");
        }
    }

    /** No path of signatures leads from it to what is trusted. */
    private static boolean isForeign(Throwable error) {
        return error.getCause() instanceof CertPathBuilderException
                || error.getCause() instanceof CertPathValidatorException;
    }

    private static String subject(X509Certificate shown) {
        return shown.getSubjectX500Principal().getName();
    }

    private static String issuer(X509Certificate shown) {
        return shown.getIssuerX500Principal().getName();
    }

    /** All that it is for, such as {@code n1, 10.0.0.1}. */
    static String names(X509Certificate shown) {
        List<String> all = alternatives(shown);
        return all.isEmpty() ? "no name" : all.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Its names and its addresses, as they are written in it. */
    static List<String> alternatives(X509Certificate shown) {
        try {
            return Optional.ofNullable(shown.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(one -> one.get(0).equals(DNS) || one.get(0).equals(IP))
                    .map(one -> one.get(1).toString())
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
