package io.genisys.connector.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a document is read by those who check it. */
class DocumentTest {
    private Document document;

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.md");
        Files.writeString(
                file,
                """
                # The number: `/service/<name>/scale`
                See [hosts](docs/hosts.md#where) and [below](#limits-1), not `[this](one)`.
                ## Limits
                ```
                # services.py: [not](a-link)
                ```
                ## Limits
                """);
        document = Document.read(file);
    }

    @Test
    void findsLinksInProseOnly() {
        assertThat(document.links()).containsExactly("docs/hosts.md#where", "#limits-1");
    }

    @Test
    void makesAnchorsOfHeadingsAsGitHubDoes() {
        assertThat(document.anchors()).containsExactlyInAnyOrder("the-number-servicenamescale", "limits", "limits-1");
    }

    @Test
    void keepsTheLinesOfBlocks() {
        assertThat(document.blocks()).containsExactly(List.of("# services.py: [not](a-link)"));
    }
}
