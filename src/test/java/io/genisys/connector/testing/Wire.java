package io.genisys.connector.testing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client's connection, used by one thread and closed by any. */
final class Wire implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(8192).flip();

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /** Without its end; empty where the client has closed the connection. */
    Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!in.hasRemaining() && !fill()) {
                return Optional.empty();
            }
            char c = (char) in.get();
            if (c == '\n') {
                return Optional.of(line.toString());
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    String text(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int read = 0; read < length; read++) {
            if (!in.hasRemaining() && !fill()) {
                throw new EOFException();
            }
            bytes[read] = in.get();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private boolean fill() throws IOException {
        in.clear();
        int n = channel.read(in);
        in.flip();
        return n >= 0;
    }

    void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** @throws EOFException where the client has gone meanwhile */
    void waitWhile(BooleanSupplier condition) throws IOException {
        while (condition.getAsBoolean()) {
            refuseGone();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** @throws EOFException where the client has gone */
    void refuseGone() throws IOException {
        if (isGone()) {
            throw new EOFException("the client has gone");
        }
    }

    private boolean isGone() throws IOException {
        if (in.hasRemaining()) {
            return false;
        }
        channel.configureBlocking(false);
        boolean gone = !fill();
        channel.configureBlocking(true);
        return gone;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // which is what was wanted
        }
    }
}
