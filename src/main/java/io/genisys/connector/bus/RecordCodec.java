package io.genisys.connector.bus;

import io.genisys.connector.json.ModelJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable record over as it is within the process, and as JSON, its length first, between processes. */
final class RecordCodec<T> implements MessageCodec<T, T> {
    private final String name;
    private final Class<T> type;

    /** @param name of the message, which never changes: nodes of other releases know it by that */
    RecordCodec(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public void encodeToWire(Buffer wire, T message) {
        byte[] json = ModelJson.write(message);
        wire.appendInt(json.length).appendBytes(json);
    }

    @Override
    public T decodeFromWire(int position, Buffer wire) {
        int length = wire.getInt(position);
        int start = position + Integer.BYTES;
        return ModelJson.read(wire.getBytes(start, start + length), type);
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return "genisys." + name;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
