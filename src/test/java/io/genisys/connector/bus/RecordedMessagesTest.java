package io.genisys.connector.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.testing.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes of earlier releases send is read, and so is what those of later ones may send. */
final class RecordedMessagesTest {
    private static final String KIND = "bus";
    /** An order of which it is not known what is to be done: a container could be lost. */
    private static final Set<Class<?>> STRICT = Set.of(HostOrder.Stop.End.class);

    static Stream<RecordCodec<?>> codecs() {
        return Bus.CODECS.stream();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void eachMessageHasARecordingThatIsRead(RecordCodec<?> codec) {
        var recorded = Recorded.lines(KIND, codec.name());
        if (recorded.isEmpty()) {
            fail(
                    "there is no file %s/%s.json among the recordings; it may have:%n%s",
                    KIND, codec.name(), examples(codec));
        }
        recorded.forEach(line -> Recorded.checkIsRead(codec.type(), line));
    }

    private static String examples(RecordCodec<?> codec) {
        return Examples.messages()
                .filter(message -> message.getClass() == codec.type())
                .map(message -> new String(ModelJson.write(message), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatOnlyALaterReleaseKnowsIsPassedOver(RecordCodec<?> codec) {
        Recorded.lines(KIND, codec.name())
                .forEach(line -> Recorded.checkIsReadWithWhatIsUnknown(codec.type(), line, STRICT));
    }

    @Test
    void noMessageIsCalledOtherwiseThanBefore() {
        assertThat(codecs().map(RecordCodec::name)).containsAll(Recorded.names(KIND));
    }

    @Test
    void aContainerThatIsClaimedInAnUnknownWayIsForeign() {
        String recorded = Recorded.lines(KIND, "genisys.HostReport").get(0);

        HostReport read = ModelJson.read(
                recorded.replace("\"kind\":\"ours\"", "\"kind\":\"leased\"").getBytes(StandardCharsets.UTF_8),
                HostReport.class);

        assertThat(read.containers().present()).extracting(Container::claim).contains(new Claim.Foreign());
    }

    @Test
    void eachMessageHasAnExample() {
        assertThat(Examples.messages().map(Object::getClass).collect(Collectors.toSet()))
                .containsAll(codecs().map(RecordCodec::type).collect(Collectors.toSet()));
    }
}
