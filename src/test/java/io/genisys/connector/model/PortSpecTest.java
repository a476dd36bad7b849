package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortSpecTest {
    @ParameterizedTest
    @CsvSource({
        "8080, 8080, TCP, 8080",
        "8080/tcp, 8080, TCP, 8080",
        "53/udp, 53, UDP, 53/udp",
        "5/sctp, 5, SCTP, 5/sctp",
        "1, 1, TCP, 1",
        "65535, 65535, TCP, 65535",
        "00080, 80, TCP, 80",
    })
    void readsPortAndProtocol(String text, int port, PortSpec.Protocol protocol, String shortForm) {
        PortSpec spec = PortSpec.parse(text);

        assertThat(spec).isEqualTo(new PortSpec(port, protocol)).hasToString(shortForm);
        assertThat(PortSpec.parse(spec.text())).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "65536",
                "70000",
                "-1",
                "+80",
                "80.0",
                "8080:80",
                "8080-8090",
                "80/",
                "80/http",
                "80/TCP",
                " 80",
                "80 ",
                "80\n",
                "0x50",
                "８０",
                "999999999999",
                "127.0.0.1:80",
                "/tcp"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> PortSpec.parse(text))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("from 1 to 65535");
    }

    @Test
    void sortsByNumberThenByProtocol() {
        assertThat(Stream.of("90", "53/udp", "53", "8080").map(PortSpec::parse).sorted())
                .map(PortSpec::text)
                .containsExactly("53", "53/udp", "90", "8080");
    }
}
