package io.genisys.connector.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The addresses of this machine. */
final class LocalAddresses {
    private LocalAddresses() {}

    /** @param address or a name that has one */
    static boolean isOne(String address) {
        try {
            InetAddress resolved = InetAddress.getByName(address);
            return resolved.isLoopbackAddress() || NetworkInterface.getByInetAddress(resolved) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
