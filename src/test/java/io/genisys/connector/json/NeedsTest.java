package io.genisys.connector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.ModelJson.Written;
import io.genisys.connector.model.Since;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written for those of an earlier protocol. */
final class NeedsTest {
    private static final ObjectFields OLD = new ObjectFields(1, Optional.empty(), new More(List.of(), 0));

    private record ObjectFields(int old, @Since(2) Optional<String> second, More more) {}

    private record More(@Since(3) List<String> third, int other) implements Group {}

    private enum Word {
        OLD,
        @Since(4)
        NEW
    }

    private record Words(Word word) {}

    private static String text(Written written) {
        return new String(written.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void leavesOutWhatTheyCannotRead() {
        ObjectFields all = new ObjectFields(1, Optional.of("b"), new More(List.of("c"), 5));

        assertThat(text(ModelJson.write(all, 1))).isEqualTo("{\"old\":1,\"other\":5}");
        assertThat(text(ModelJson.write(all, 2))).isEqualTo("{\"old\":1,\"second\":\"b\",\"other\":5}");
        assertThat(text(ModelJson.write(all, 3)))
                .isEqualTo("{\"old\":1,\"second\":\"b\",\"third\":[\"c\"],\"other\":5}")
                .isEqualTo(new String(ModelJson.write(all), StandardCharsets.UTF_8));
    }

    @Test
    void saysWhichProtocolCanReadIt() {
        ObjectFields all = new ObjectFields(1, Optional.of("b"), new More(List.of("c"), 5));

        assertThat(ModelJson.write(all, 1).needed()).isEqualTo(1);
        assertThat(ModelJson.write(all, 2).needed()).isEqualTo(2);
        assertThat(ModelJson.write(all, 9).needed()).isEqualTo(3);
        assertThat(ModelJson.write(OLD, 9).needed()).isEqualTo(1);
    }

    @Test
    void saysOfAConstantThatTheyCannotReadIt() {
        assertThat(ModelJson.write(new Words(Word.OLD), 1).needed()).isEqualTo(1);
        assertThat(ModelJson.write(new Words(Word.NEW), 1).needed()).isEqualTo(4);
    }

    @Test
    void saysOfAFieldOfADefinitionThatTheyCannotReadIt() {
        var definition = DefinitionForm.read(
                Map.of("name", "web", "image", "nginx:1", "update_config", Map.of("parallelism", 2)));

        assertThat(ModelJson.write(definition, 1).needed()).isEqualTo(2);
    }
}
