package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFileTest {
    @Test
    void anAddressOfIpv6IsToldInBrackets() {
        assertThat(AddressFile.url(false, "::1", 7051)).isEqualTo("http://[::1]:7051");
        assertThat(AddressFile.url(false, "10.0.0.1", 7051)).isEqualTo("http://10.0.0.1:7051");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.1", "::, 127.0.0.1", "0:0:0:0:0:0:0:0, 127.0.0.1", "::1, [::1]", "10.0.0.1, 10.0.0.1"
    })
    void aConnectorOnAllAddressesIsAskedOnTheLoopback(String bind, String host) {
        assertThat(AddressFile.urlFromHere(false, bind, 1)).isEqualTo("http://" + host + ":1");
    }
}
