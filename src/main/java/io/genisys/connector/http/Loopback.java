package io.genisys.connector.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of the machine for itself. */
final class Loopback {
    private static final Pattern NAMES = Pattern.compile(
            "(?:[a-z0-9.-]+\\.)?localhost|127(?:\\.(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})){3}|\\[?::1]?");

    private Loopback() {}

    /** @param host a name or an address, without a port */
    static boolean isNamedBy(String host) {
        return NAMES.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Whether who binds to this is reached over the loopback alone: by any spelling, or by a name that resolves to it.
     * May block.
     */
    static boolean isBoundBy(String bind) {
        try {
            return isNamedBy(bind) || InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
