package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "helloworld", "my_service", "my.service-2", "A_", "9."})
    void acceptsWhatDockerAcceptsAsAName(String name) {
        assertThat(new ServiceName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", ".a", "_a", "a b", "a/b", "a\n", "ä", "a:1", "a\u0000", "٣"})
    void refusesAnythingElse(String name) {
        assertThatThrownBy(() -> new ServiceName(name))
                .isInstanceOf(InvalidException.class)
                .hasMessage("name: " + ServiceName.ALLOWED);
    }

    @Test
    void endsAtSixtyThreeCharacters() {
        assertThat(ServiceName.isValid("a".repeat(63))).isTrue();
        assertThat(ServiceName.isValid("a".repeat(64))).isFalse();
        assertThat(ServiceName.isValid("a".repeat(1_000_000))).isFalse();
    }
}
