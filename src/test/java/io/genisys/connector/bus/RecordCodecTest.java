package io.genisys.connector.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.Someone;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to another process arrives there as it was. */
final class RecordCodecTest {
    private static final HostName A = new HostName("a");

    @ParameterizedTest
    @MethodSource("io.genisys.connector.bus.Examples#messages")
    <T> void arrivesAsItWas(T message) {
        @SuppressWarnings("unchecked") // a record's class is that of its type
        RecordCodec<T> codec = new RecordCodec<>("Any", (Class<T>) message.getClass());
        Buffer wire = Buffer.buffer("before");
        int position = wire.length();
        codec.encodeToWire(wire, message);
        wire.appendString("after");

        assertThat(codec.decodeFromWire(position, wire)).isEqualTo(message);
    }

    @Test
    void passesOverWhatOnlyANewerReleaseKnows() {
        byte[] json = ("{\"host\":\"a\",\"availability\":{\"state\":\"CORDONED\",\"by\":\"x\"},\"reason\":\"disk\","
                        + "\"caller\":{\"user\":\"alice\",\"address\":\"10.0.0.1\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Buffer wire = Buffer.buffer().appendInt(json.length).appendBytes(json);

        assertThat(new RecordCodec<>("Any", SetAvailability.class).decodeFromWire(0, wire))
                .isEqualTo(new SetAvailability(A, Availability.CORDONED, Someone.ALICE));
    }
}
