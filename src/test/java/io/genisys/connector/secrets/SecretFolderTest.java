package io.genisys.connector.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.testing.CapturedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the folder containers can get, and how changes of it are told. */
class SecretFolderTest {
    private static final String CONTENT = "hush-hush-4711";

    @TempDir
    private Path temp;

    private Path folder;
    private SecretFolder files;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temp.resolve("secrets"));
        files = SecretFolder.at(folder, temp.resolve("data"));
    }

    private static ServiceDefinition using(String... names) {
        return DefinitionForm.read(Map.of("name", "web", "image", "repo:1", "secrets", List.of(names)));
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRefused(String name, String words) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> files.check(using(name)))
                .satisfies(e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.field()).isEqualTo("secrets[0]"))
                        .extracting(FieldError::message)
                        .asString()
                        .contains(name, words));
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> files.read(using(name)));
    }

    @Test
    void aFileIsReadAtEachStart() {
        write("db", CONTENT);
        assertThat(text(files.read(using("db")))).containsExactly(CONTENT);
        write("db", "other");
        assertThat(text(files.read(using("db")))).containsExactly("other");
    }

    private static List<String> text(Contents contents) {
        return contents.files().stream()
                .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aDefinitionWithoutFilesNeedsNoFolder() {
        ServiceDefinition plain = DefinitionForm.read(Map.of("name", "web", "image", "repo:1"));
        SecretFolder.NONE.check(plain);
        assertThat(SecretFolder.NONE.<Contents>read(plain, files -> files)).isSameAs(Contents.NONE);
        assertThat(files.of(new DefinitionVersion(1, plain, VersionFacts.UNKNOWN))
                        .label())
                .isEqualTo(plain.hash());
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void withoutAFolderTheKeyOfTheConfigurationIsNamed() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> SecretFolder.NONE.check(using("db")))
                .withMessageContaining("name one in connector.secrets");
    }

    @Test
    void eachFileThatIsMissingIsNamedWithItsField() {
        write("b", "");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> files.check(using("a", "b", "c")))
                .satisfies(e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("secrets[0]", "secrets[2]"))
                .withMessageContaining("secrets[2]: needs the file c, which is not in the folder of connector.secrets;"
                        + " put it there");
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Files.writeString(temp.resolve("outside"), CONTENT);
        Files.createSymbolicLink(folder.resolve("out"), temp.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("up"), Path.of("../outside"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("gone"));

        assertRefused("out", "leads out of the folder");
        assertRefused("up", "leads out of the folder");
        assertRefused("nowhere", "is not in the folder");
    }

    @Test
    void aLinkWithinTheFolderIsFollowedAsKubernetesMakesThem() throws IOException {
        Files.createDirectory(folder.resolve("..one"));
        Files.writeString(folder.resolve("..one/db"), CONTENT);
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(folder.resolve("db"), Path.of("..data/db"));
        assertThat(text(files.read(using("db")))).containsExactly(CONTENT);
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        write("db", CONTENT);
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        assertThat(text(SecretFolder.at(link, temp.resolve("data")).read(using("db"))))
                .containsExactly(CONTENT);
    }

    @Test
    void aFolderAndADeviceAreNoFiles() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("inner"));
        assertRefused("inner", "is a folder or a device");
        Process fifo = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(fifo.waitFor()).isZero();
        assertRefused("pipe", "is a folder or a device");
    }

    @Test
    void aFileOf500KiBIsTakenAndALargerOneIsNot() throws IOException {
        Files.write(folder.resolve("most"), new byte[500 * 1024]);
        Files.write(folder.resolve("more"), new byte[500 * 1024 + 1]);
        assertThat(files.read(using("most")).files()).hasSize(1);
        assertRefused("more", "is larger than 500 KiB");
    }

    @Test
    void theFilesOfAContainerHaveALimitTogether() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            Files.write(folder.resolve(name), new byte[500 * 1024]);
        }
        files.check(using("a", "b", "c", "d"));
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> files.check(using("a", "b", "c", "d", "e")))
                .withMessage("secrets[4]: makes the files of a container larger than 2 MiB together");
    }

    @Test
    void aFileThatCannotBeReadSaysSo() throws IOException {
        write("db", CONTENT);
        Files.setPosixFilePermissions(folder.resolve("db"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(folder.resolve("db"))).as("root reads all").isFalse();
        assertRefused("db", "can't be read by the connector's user");
    }

    @Test
    void aChangedFileIsAnotherEditionAndItsOldContentTheOldOne() {
        write("db", "one");
        ServiceDefinition web = using("db");
        String first = files.read(web).hash().orElseThrow();
        write("db", "two");
        files.refresh(List.of(web));
        assertThat(files.files(web)).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(files.of(new DefinitionVersion(1, web, VersionFacts.UNKNOWN)).isOlder(web.hash() + "-" + first))
                .isTrue();
        write("db", "one");
        files.refresh(List.of(web));
        assertThat(files.files(web)).contains(first);
        assertThat(files.of(new DefinitionVersion(1, web, VersionFacts.UNKNOWN)).isOlder(web.hash() + "-" + first))
                .isFalse();
    }

    @Test
    void whatIsNotKnownMakesNoContainerOutdated() throws IOException {
        ServiceDefinition web = using("db");
        assertThat(files.files(web)).isEmpty();
        assertThat(files.of(new DefinitionVersion(1, web, VersionFacts.UNKNOWN))
                        .isOlder(web.hash() + "-0123456789abcdef"))
                .isFalse();
        assertThat(files.of(new DefinitionVersion(1, web, VersionFacts.UNKNOWN))
                        .isOlder("0000000000000000-0123456789abcdef"))
                .isTrue();
        write("db", CONTENT);
        files.refresh(List.of(web));
        Optional<String> known = files.files(web);
        Files.delete(folder.resolve("db"));
        files.refresh(List.of(web));
        assertThat(files.files(web)).isEqualTo(known).isPresent();
    }

    @Test
    void theHashSurvivesARestartAndNeedsTheKey() throws IOException {
        write("db", CONTENT);
        String before = files.read(using("db")).hash().orElseThrow();
        Path key = temp.resolve("data/secrets.key");
        assertThat(SecretFolder.at(folder, temp.resolve("data"))
                        .read(using("db"))
                        .hash())
                .contains(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.delete(key);
        assertThat(SecretFolder.at(folder, temp.resolve("data"))
                        .read(using("db"))
                        .hash())
                .isPresent()
                .isNotEqualTo(Optional.of(before));
    }

    @Test
    void aKeyThatWasCutOffIsMadeAgain() throws IOException {
        write("db", CONTENT);
        Files.createDirectory(temp.resolve("data"));
        Files.write(temp.resolve("data/secrets.key"), new byte[3]);
        files.read(using("db"));
        assertThat(temp.resolve("data/secrets.key")).hasSize(32);
    }

    @Test
    void aKeyThatCannotBeKeptIsSaid() throws IOException {
        write("db", CONTENT);
        Files.writeString(temp.resolve("data"), "a file in the place of the folder");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> files.read(using("db")))
                .withMessageContaining("in the folder of connector.data");
    }

    @Test
    void theOrderAndTheNumberOfFilesCount() {
        write("a", "1");
        write("b", "2");
        assertThat(files.read(using("a", "b")).hash())
                .isNotEqualTo(files.read(using("b", "a")).hash())
                .isNotEqualTo(files.read(using("a")).hash());
    }

    @Test
    void noContentIsInTextsAndLogs() throws IOException {
        try (CapturedLog log = new CapturedLog(Level.DEBUG)) {
            write("db", CONTENT);
            Files.setPosixFilePermissions(folder.resolve("db"), PosixFilePermissions.fromString("rw-r--r--"));
            Contents contents = files.read(using("db"));
            files.refresh(List.of(using("db")));
            write("db", CONTENT + "2");
            Files.setPosixFilePermissions(folder.resolve("db"), PosixFilePermissions.fromString("rw-r--r--"));
            files.refresh(List.of(using("db")));
            files.refresh(List.of(using("db")));

            assertThat(contents.toString() + contents.files()).doesNotContain(CONTENT);
            assertThat(log.lines(Level.DEBUG))
                    .noneMatch(line -> line.contains(CONTENT))
                    .filteredOn(line -> line.contains("Others may look into the file db"))
                    .hasSize(1);
            assertThat(log.lines(Level.DEBUG))
                    .filteredOn(line -> line.contains("file db of connector.secrets has changed"))
                    .hasSize(1);
        }
    }
}
