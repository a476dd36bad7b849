package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of this machine's loopback. */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    /** Processes that start one after the other begin far from each other. */
    private static final long STRIDE = 101;

    private Ports() {}

    /** One that was free a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of several in a row, on all addresses, below those that the system gives away by itself. */
    public static int freeInARow(int ports) {
        int start = (int) (ProcessHandle.current().pid() * STRIDE % ((LAST - FIRST) / ports)) * ports + FIRST;
        return IntStream.iterate(start, port -> port + ports < LAST ? port + ports : FIRST)
                .limit(LAST - FIRST)
                .filter(port -> IntStream.range(port, port + ports).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
