package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatCanBeWrittenIsTakenAndMade() {
        Path file = folder.resolve("audit.jsonl");
        AuditLog.check(file.toString());
        AuditLog.check(file.toString());
        assertThat(file).isEmptyFile();
        AuditLog.check("OFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit.jsonl", "true", "/", "/dev/null"})
    void whatIsNoPathOfAFileStopsTheStart(String name) {
        assertThatThrownBy(() -> AuditLog.check(name))
                .hasMessage("GENISYS_AUDIT_LOG: must be off, or the absolute path of a file");
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheStart() {
        assertThatThrownBy(
                        () -> AuditLog.check(folder.resolve("none/audit.jsonl").toString()))
                .hasMessageContaining("GENISYS_AUDIT_LOG: names a file that cannot be written");
    }
}
