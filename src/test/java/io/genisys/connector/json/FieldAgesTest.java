package io.genisys.connector.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Protocol;
import io.genisys.connector.testing.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FieldAgesTest {
    /** The fields of the first release. */
    private static final List<String> FIRST = Recorded.lines("catalog", "fields");

    @Test
    void eachFieldThatTheFirstReleaseDidNotHaveHasItsAge() {
        Set<String> later = new HashSet<>(DefinitionForm.names());
        FIRST.forEach(later::remove);

        assertThat(FieldAges.SINCE.keySet())
                .filteredOn(path -> path.indexOf('.') < 0)
                .containsExactlyInAnyOrderElementsOf(later);
        assertThat(FieldAges.SINCE.values())
                .allSatisfy(since -> assertThat(since).isBetween(Protocol.FIRST + 1, Protocol.NEWEST));
    }

    @Test
    void noFieldOfTheFirstReleaseIsGone() {
        assertThat(DefinitionForm.names()).containsAll(FIRST);
    }

    @Test
    void findsTheFieldsThatAReleaseCannotRead() {
        var definition = DefinitionForm.read(
                Map.of("name", "web", "image", "nginx:1", "update_config", Map.of("parallelism", 2)));

        assertThat(FieldAges.newerThan(1, definition)).containsExactly("update_config");
        assertThat(FieldAges.newerThan(2, definition)).isEmpty();
    }
}
