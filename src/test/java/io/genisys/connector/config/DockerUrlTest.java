package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerUrlTest {
    @ParameterizedTest
    @CsvSource({
        "unix://var/run/docker.sock, unix:///var/run/docker.sock",
        "unix:///var/run/docker.sock, unix:///var/run/docker.sock",
        "unix:/var/run/docker.sock, unix:///var/run/docker.sock",
        "unix:var/run/docker.sock, unix:///var/run/docker.sock",
        "unix://tmp/docker.sock, unix:///tmp/docker.sock",
        "unix:////tmp/docker.sock, unix:///tmp/docker.sock",
        "tcp://host, tcp://host:2375",
        "tcp://host/, tcp://host:2375",
        "tcp://host:2376, tcp://host:2376",
        "tcp://host:1, tcp://host:1",
        "tcp://host:65535, tcp://host:65535",
        "tcp://10.0.0.1, tcp://10.0.0.1:2375",
        "tcp://my-host.example.com:4243, tcp://my-host.example.com:4243",
        "tcp://[::1]:2375, tcp://[::1]:2375",
        "tcp://[fe80::1], tcp://[fe80::1]:2375",
    })
    void isNormalised(String text, URI uri) {
        assertThat(DockerUrl.parse(text).uri(false)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://host, tcp://host:2376",
        "tcp://[::1], tcp://[::1]:2376",
        "tcp://host:2375, tcp://host:2375",
    })
    void hasAnotherPortWithTls(String text, URI uri) {
        assertThat(DockerUrl.parse(text).uri(true)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unix:",
                "unix://",
                "unix:///",
                "unix:///tmp/",
                "unix:///a b",
                "unix:///a?b",
                "unix://${XDG_RUNTIME_DIR}/docker.sock",
                "unix:///a{b",
                "unix:///a}b",
                "unix:///a%b",
                "unix:///a\"b",
                "unix:///a^b",
                "unix:///a|b",
                "unix:///a\\b",
                "unix:///a`b",
                "unix:///a[b",
                "unix:///a<b",
                "tcp:",
                "tcp://",
                "tcp://:2375",
                "tcp://host:",
                "tcp://host:0",
                "tcp://host:65536",
                "tcp://host:99999",
                "tcp://host:x",
                "tcp://host:123456",
                "tcp://host/path",
                "tcp://user:secret@host",
                "tcp://::1:2375",
                "tcp://[::1",
                "tcp://ho st",
                "tcp://my_host.example.com:4243",
                "tcp://host-:2375",
                "tcp://a..b",
                "tcp://10.0.0.256",
                "tcp://[1.2]:2375",
                "host:2375",
                "/var/run/docker.sock",
                "http://host",
                "https://host:2376",
                "ssh://host",
                "npipe:////./pipe/docker_engine",
                "TCP://host",
                "tcp://host\n",
                "fd://"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DockerUrl.parse(text))
                .hasMessageStartingWith("must be unix:///path/of/docker.sock or tcp://host:port")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://host, for http write tcp://",
        "https://host, for https write tcp:// and set docker.tls",
        "ssh://host, ssh:// and npipe:// are not supported",
        "tcp://my_host, the name of a host has no '_'",
        "npipe:////./pipe/x, ssh:// and npipe:// are not supported",
    })
    void saysWhatToWriteInstead(String text, String hint) {
        assertThatThrownBy(() -> DockerUrl.parse(text)).hasMessageEndingWith(hint);
    }
}
