package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which containers count as made from what is wanted, by the labels that they were given. */
final class EditionTest {
    private static final ServiceDefinition WEB = DefinitionForm.read(Map.of("name", "web", "image", "nginx:1.27"));
    /** As release 1.0.0 labels containers of it. */
    private static final String RECORDED = "106bc005e1bd68a3";

    private static final Edition PLAIN = Edition.of(WEB);
    private static final Edition WITH_FILES = new Edition(RECORDED, Optional.of("0123456789abcdef"));
    private static final Edition RESTARTED = new Edition(RECORDED, Optional.empty(), Optional.of("r1"));

    @Test
    void countsContainersOfEarlierReleasesAsCurrent() {
        assertThat(PLAIN.isOlder(RECORDED)).isFalse();
        assertThat(PLAIN.isOlder(Edition.text(RECORDED, "1", Optional.empty()))).isFalse();
        assertThat(PLAIN.label()).isEqualTo(RECORDED);
        assertThat(PLAIN.text()).isEqualTo(RECORDED);
        assertThat(PLAIN.isOlder("")).isTrue();
        assertThat(PLAIN.isOlder("a1e343998298401e")).isTrue();
    }

    @Test
    void comparesFilesOnlyIfTheyAreKnown() {
        assertThat(PLAIN.isOlder(RECORDED + "-0123456789abcdef")).isFalse();
        assertThat(WITH_FILES.isOlder(RECORDED + "-0123456789abcdef")).isFalse();
        assertThat(WITH_FILES.isOlder(RECORDED + "-0000000000000000")).isTrue();
        assertThat(WITH_FILES.isOlder(RECORDED)).isTrue();
    }

    @Test
    void replacesAllContainersAtARestart() {
        assertThat(RESTARTED.isOlder(RECORDED)).isTrue();
        assertThat(RESTARTED.isOlder(RECORDED + "+r1")).isFalse();
        assertThat(RESTARTED.isOlder(RECORDED + "-0123456789abcdef+r1")).isFalse();
        assertThat(RESTARTED.isOlder(RECORDED + "+r2")).isTrue();
        assertThat(PLAIN.isOlder(RECORDED + "+r1")).isTrue();
        assertThat(RESTARTED.isOlder(RESTARTED.text())).isFalse();
    }

    @Test
    void replacesNoneForAHashThatIsMadeInAWayItDoesNotKnow() {
        String later = Edition.text("ffffffffffffffffffff", "2", Optional.empty());

        assertThat(PLAIN.isOlder(later)).isFalse();
        assertThat(WITH_FILES.isOlder(later)).isFalse();
        assertThat(RESTARTED.isOlder(later)).isTrue();
        assertThat(RESTARTED.isOlder(Edition.text("ffffffffffffffffffff", "2", Optional.of("r1"))))
                .isFalse();
    }
}
