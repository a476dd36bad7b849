package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service files of several nodes, which share a catalog. */
final class NodeSeedTest {
    private static final ServiceName WEB = new ServiceName("web");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedCatalog catalog;

    @BeforeEach
    void open() {
        catalog = EmbeddedCatalog.open(vertx, folder.resolve("shared")).await();
    }

    @AfterEach
    void close() {
        catalog.close().await();
        vertx.close().await();
    }

    private static ServiceDefinition web(String image) {
        return DefinitionForm.read(Map.of("name", "web", "image", "web:" + image));
    }

    private void start(String node, ServiceDefinition... file) throws IOException {
        Path own = Files.createDirectories(folder.resolve(node));
        NodeSeed.plant(vertx, own, catalog, List.of(file), Authorship.UNKNOWN).await();
    }

    private String image() {
        return catalog.find(WEB)
                .map(entry -> entry.definition().image().toString().replace("web:", ""))
                .orElse("none");
    }

    @Test
    void whatNoFileGaveYetIsTaken() throws IOException {
        start("n1", web("a"));

        assertThat(image()).isEqualTo("a");
    }

    @Test
    void aNodeThatJoinsForTheFirstTimeOverridesNothing() throws IOException {
        start("n1", web("a"));

        start("n2", web("b"));

        assertThat(image()).isEqualTo("a");
    }

    @Test
    void aNodeThatJoinsForTheFirstTimeLeavesWhatTheApiMade() throws IOException {
        catalog.put(web("api"), Precondition.NONE).await();

        start("n1", web("a"));

        assertThat(image()).isEqualTo("api");
    }

    @Test
    void aChangedFileIsTakenOnceFromWhicheverNode() throws IOException {
        start("n1", web("a"));
        start("n2", web("a"));

        start("n2", web("b"));
        assertThat(image()).isEqualTo("b");
        catalog.put(web("api"), Precondition.NONE).await();
        start("n2", web("b"));
        start("n1", web("b"));

        assertThat(image()).isEqualTo("api");
    }

    @Test
    void anOldFileOnARestartedNodeChangesNothing() throws IOException {
        start("n1", web("a"));
        start("n2", web("a"));
        start("n2", web("b"));

        start("n1", web("a"));

        assertThat(image()).isEqualTo("b");
    }

    @Test
    void aServiceThatIsNewInTheFileOfAKnownNodeIsTaken() throws IOException {
        start("n1");

        start("n1", web("a"));

        assertThat(image()).isEqualTo("a");
    }
}
