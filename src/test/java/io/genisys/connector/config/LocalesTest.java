package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LocalesTest {
    @Test
    void namesTheLocaleWhereAPathCannotBeUsed() {
        assertThat(Faults.of(() -> Locales.checked("./dätä", StandardCharsets.US_ASCII)))
                .singleElement()
                .asString()
                .contains("locale", "US-ASCII", "LC_ALL=C.UTF-8");
        assertThat(Faults.of(() -> Locales.checked("\uFFFD\uFFFD", StandardCharsets.US_ASCII)))
                .hasSize(1);
    }

    @Test
    void takesWhatCanBeUsed() {
        assertThat(Locales.checked("./dätä", StandardCharsets.UTF_8)).isEqualTo("./dätä");
        assertThat(Locales.checked("./data", StandardCharsets.US_ASCII)).isEqualTo("./data");
    }
}
