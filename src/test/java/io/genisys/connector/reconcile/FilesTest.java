package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.secrets.SecretFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers have their files before they start, wherever they start and whatever goes wrong. */
class FilesTest {
    private static final ServiceDefinition WEB =
            DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE, "secrets", List.of("db")));

    private final Rig rig = new Rig();
    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);
    private final InMemoryEngine other = new InMemoryEngine(Rig.CONNECTOR);
    private SecretFolder files;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        write("one");
        files = SecretFolder.at(folder, folder.resolve("data"));
        rig.withFiles(files).start(engine);
        rig.define(WEB);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void write(String content) {
        try {
            Files.writeString(folder.resolve("db"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> contents(InMemoryEngine engine) {
        return engine.list().stream().filter(Container::isRunning).map(container -> engine.filesOf(container.id())
                .getOrDefault("/run/secrets/db", "nothing"));
    }

    @Test
    void eachContainerOnEachHostHasItsFiles() {
        rig.host("other", other);
        rig.scale("web", 4);

        assertThat(contents(engine)).containsExactly("one", "one");
        assertThat(contents(other)).containsExactly("one", "one");
    }

    @Test
    void theLabelSaysWhatIsInTheContainerThoughTheFileChangesDuringItsStart() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        engine.beforeEachCall(call -> {
            if (call.method().equals("create") && isFirst.getAndSet(false)) {
                write("two");
            }
        });
        rig.scale("web", 1);
        assertThat(contents(engine)).containsExactly("one");
        files.refresh(List.of(WEB));
        assertThat(engine.list()).singleElement().satisfies(made -> assertThat(
                        files.of(new DefinitionVersion(1, WEB, VersionFacts.UNKNOWN))
                                .isOlder(labelOf(made)))
                .isTrue());

        rig.scale("web", 2);
        rig.scale("web", 1);
        assertThat(contents(engine)).as("the outdated one went first").containsExactly("two");
    }

    private String labelOf(Container container) {
        return engine.labels(container.id()).get(Labels.DEFINITION);
    }

    @Test
    void aContainerWhoseFilesTheEngineRefusesDoesNotStart() {
        engine.beforeEachCall(call -> {
            if (call.method().equals("bring")) {
                throw new EngineException(FailureKind.REFUSED, "no room on the disk");
            }
        });
        rig.scale("web", 1);

        assertThat(engine.list()).as("what was made is removed").isEmpty();
        assertThat(engine.calls()).noneMatch(call -> call.method().equals("start"));
        assertThat(rig.explain("web").toString()).contains("no room on the disk");
    }

    @Test
    void anUnansweredCreateIsGivenItsFilesByTheNextAttempt() {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        engine.afterEachCall(call -> {
            if (call.method().equals("create") && isFirst.getAndSet(false)) {
                throw new EngineException(FailureKind.TIMEOUT, "no answer in time");
            }
        });
        rig.scale("web", 1);

        await().until(() -> rig.running("web") == 1);
        assertThat(contents(engine)).containsExactly("one");
    }

    @Test
    void aDefinitionWithoutFilesMakesNoFurtherCall() {
        rig.define(Rig.definition("plain", InMemoryEngine.IMAGE));
        rig.scale("plain", 1);
        assertThat(engine.calls()).noneMatch(call -> call.method().equals("bring"));
    }

    @Test
    void aMissingFileShowsWhereTheStartIsExplained() throws IOException {
        Files.delete(folder.resolve("db"));
        rig.scale("web", 1);

        assertThat(rig.explain("web").toString())
                .contains("secrets[0]: needs the file db, which is not in the folder of connector.secrets");
        assertThat(engine.calls()).noneMatch(call -> call.method().equals("create"));
    }
}
