package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last lines of a container, put together from the frames in which they come. */
final class FrameLines {
    /** Lines can be of any length: what is beyond this is left out. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int LONGEST_LINE = 2_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    synchronized void add(Frame frame) {
        byte[] payload = frame.getPayload();
        if (payload != null) {
            bytes.write(payload, 0, Math.min(payload.length, MOST_BYTES - bytes.size()));
        }
    }

    /** At most that number. */
    synchronized List<String> lines(int most) {
        List<String> all = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return all.stream()
                .skip(Math.max(0, all.size() - most))
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                .toList();
    }
}
