package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {
    private static final HostProfile WEST =
            new HostProfile(Map.of("zone", "west", "disk", "a b"), OptionalInt.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "node.labels.zone == west, true",
        "node.labels.zone==west, true",
        "  node.labels.zone  !=  west , false",
        "node.labels.zone == east, false",
        "node.labels.zone != east, true",
        "node.labels.zone == West, false",
        "node.labels.disk == a b, true",
        "node.labels.none == west, false",
        "node.labels.none != west, true",
        "node.hostname == a, true",
        "node.hostname != a, false",
        "node.hostname == b, false"
    })
    void isMetOrNot(String text, boolean met) {
        assertThat(Constraint.parse(text).isMetBy(new HostName("a"), WEST)).isEqualTo(met);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node.labels.zone == west", "node.hostname != a"})
    void isWrittenAsItIsRead(String text) {
        assertThat(Constraint.parse(text).text()).isEqualTo(text);
        assertThat(Constraint.parse(text.replace(" ", "")).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zone == west",
                "node.labels == west",
                "node.labels. == west",
                "node.labels.zone = west",
                "node.labels.zone ==",
                "node.labels.zone",
                "node.role == manager",
                "node.labels.zo ne == west"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Constraint.parse(text))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining(Constraint.ALLOWED);
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> Constraint.parse("node.labels.a == " + "b".repeat(600)))
                .isInstanceOf(InvalidException.class);
    }
}
