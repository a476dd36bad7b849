package io.genisys.connector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.RunningConnector;
import io.genisys.connector.testing.ScriptedEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzTest {
    @TempDir
    private Path folder;

    @Test
    void noRequestIsAnsweredWithADefect() throws IOException {
        try (ScriptedEngine engine = ScriptedEngine.start();
                RunningConnector connector = RunningConnector.start(folder, engine.unixUrl())) {
            Fuzzer fuzzer = new Fuzzer(connector.api().port(), 1);
            fuzzer.send(2000);
            assertThat(fuzzer.unexpected()).isEmpty();
            assertThat(connector.api().get("/health").status()).isEqualTo(200);
        }
    }
}
