package io.genisys.connector.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Many connections of callers who send at once, and wait for nothing. */
final class Connections implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2000;

    private final List<SocketChannel> channels = new ArrayList<>();
    private int refused;

    /** Opens as many as are taken. */
    static Connections open(int port, int count) throws IOException {
        Connections made = new Connections();
        for (int i = 0; i < count; i++) {
            made.add(port);
        }
        return made;
    }

    /** Opens as many as are taken, and sends the text on each as soon as it is open. */
    static Connections sending(int port, int count, String text) throws IOException {
        Connections made = new Connections();
        for (int i = 0; i < count; i++) {
            made.add(port);
            made.sendOnLast(text.getBytes(StandardCharsets.US_ASCII));
        }
        return made;
    }

    private void add(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            channel.configureBlocking(false);
            channels.add(channel);
        } catch (IOException e) {
            refused++;
            channel.close();
        }
    }

    private void sendOnLast(byte[] bytes) {
        if (!channels.isEmpty()) {
            send(channels.get(channels.size() - 1), bytes);
        }
    }

    /** On each that is still open; what a connection does not take at once is not sent. */
    void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        channels.forEach(channel -> send(channel, bytes));
    }

    private static void send(SocketChannel channel, byte[] bytes) {
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException closed) {
            // it is counted in the end
        }
    }

    /** What has come on each so far: how many are open and silent, were closed, or had which answer. */
    String outcome() {
        Map<String, Integer> counts = new TreeMap<>();
        channels.forEach(channel -> counts.merge(outcome(channel), 1, Integer::sum));
        if (refused > 0) {
            counts.put("not taken", refused);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> parts.add(String.format(Locale.ROOT, "%d %s", count, what)));
        return String.join(", ", parts);
    }

    private static String outcome(SocketChannel channel) {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        try {
            int read = channel.read(bytes);
            if (read < 12) {
                return read < 0 ? "closed" : "open";
            }
            return new String(bytes.array(), 9, 3, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "closed";
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
