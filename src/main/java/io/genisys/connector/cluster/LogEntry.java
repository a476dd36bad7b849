package io.genisys.connector.cluster;

import io.genisys.connector.json.ModelJson;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;

/**
 * An entry of the log: a line of JSON, and after its end the record, unless that is in parts.
 *
 * @param format of the entry: {@value #FORMAT}
 * @param change tells it from each other change of any node
 * @param node that made it
 * @param parts where the record is; null, as if it is missing, means that it is here
 */
record LogEntry(int format, String change, String node, Parts.Place parts) {
    static final String PATH = "/log";

    private static final int FORMAT = 1;

    /** The record is here. */
    LogEntry(String change, String node) {
        this(FORMAT, change, node, null);
    }

    LogEntry in(Parts.Place place) {
        return new LogEntry(format, change, node, place);
    }

    Optional<Parts.Place> place() {
        return Optional.ofNullable(parts);
    }

    static String path(long number) {
        return PATH + "/" + String.format(Locale.ROOT, "%010d", number);
    }

    static long number(String name) {
        return Long.parseLong(name);
    }

    /** @param record empty if it is in parts */
    Buffer write(Buffer record) {
        return Buffer.buffer(ModelJson.write(this)).appendByte((byte) '\n').appendBuffer(record);
    }

    /** @throws IllegalArgumentException if this release cannot read it */
    static Written read(Buffer bytes) {
        int end = 0;
        while (end < bytes.length() && bytes.getByte(end) != '\n') {
            end++;
        }
        LogEntry entry = ModelJson.read(bytes.getBytes(0, end), LogEntry.class);
        if (entry.format != FORMAT) {
            throw new IllegalArgumentException("it has format " + entry.format);
        }
        return new Written(entry, bytes.slice(Math.min(end + 1, bytes.length()), bytes.length()));
    }

    /** @param inline the record, if it is not in parts */
    record Written(LogEntry entry, Buffer inline) {}
}
