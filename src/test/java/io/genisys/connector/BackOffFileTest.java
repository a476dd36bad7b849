package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.reconcile.BackOffStore.Kept;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackOffFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private BackOffFile file() {
        return BackOffFile.in(vertx, data);
    }

    @Test
    void anotherProcessReadsWhatWasWritten() throws Exception {
        assertThat(await(file().read())).isEmpty();
        Kept kept = new Kept(
                new ServiceName("web"),
                7,
                new BackOff(
                        HostName.DEFAULT,
                        3,
                        NOW,
                        NOW.plusSeconds(4),
                        new Failure(FailureKind.EXITED_EARLY, "web ended with exit code 1"),
                        List.of()));
        await(file().write(List.of(kept)));

        assertThat(await(file().read())).containsExactly(kept);
        assertThat(data.resolve("backoffs.json.new")).doesNotExist();
    }

    @Test
    void aFileThatIsDamagedCostsNoMoreThanWhatItKept() throws Exception {
        for (String damaged : List.of("", "{", "{\"all\":[{}]}", "{\"all\":null}", "[1]")) {
            Files.writeString(data.resolve("backoffs.json"), damaged);
            assertThat(await(file().read())).as(damaged).isEmpty();
        }
        Files.delete(data.resolve("backoffs.json"));
        Files.createDirectory(data.resolve("backoffs.json"));
        assertThat(await(file().read())).isEmpty();
        await(file().write(List.of()));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
