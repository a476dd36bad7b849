package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AccessLogTest {
    @Test
    void writesNoPathThatATerminalObeys() {
        assertThat(AccessLog.printable("/service/\u001b[31mx y\u00ff\n")).isEqualTo("/service/?[31mx?y??");
        assertThat(AccessLog.printable("/service/a%0Ab?")).isEqualTo("/service/a%0Ab?");
    }
}
