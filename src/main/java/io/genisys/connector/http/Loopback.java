package io.genisys.connector.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** The names of the machine for itself. */
final class Loopback {
    private static final Pattern NAMES =
            Pattern.compile("(?:[a-z0-9.-]+\\.)?localhost|127(?:\\.[0-9]{1,3}){3}|\\[?::1]?");

    private Loopback() {}

    /** @param host a name or an address, without a port */
    static boolean isNamedBy(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
