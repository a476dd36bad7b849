package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.config.ConnectorConfig.HostSection;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ConfigWatchTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Several looks. */
    private static final Duration LONGER = Duration.ofSeconds(5);

    private static final String ONE = "docker: {hosts: [{name: a, url: tcp://a}]}";
    private static final String TWO = "docker: {hosts: [{name: a, url: tcp://a}, {name: b, url: tcp://b}]}";

    @TempDir
    private Path folder;

    private final List<ConnectorConfig> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void watch(Vertx vertx) throws Exception {
        write(ONE);
        ConfigLoader loader = new ConfigLoader(vertx, Map.of());
        Optional<String> file = Optional.of("c.yml");
        done(loader.load(file, folder)
                .compose(running -> new ConfigWatch(vertx, loader, running, told::add).start(file, folder)));
    }

    private static void done(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("c.yml"), text);
    }

    private List<HostName> hosts() {
        return told.get(told.size() - 1).docker().hosts().stream()
                .map(HostSection::name)
                .toList();
    }

    @Test
    void tellsEachChangeOnce() throws IOException {
        write(TWO);
        await("the change").atMost(SOON).until(() -> told.size() == 1);
        assertThat(hosts()).containsExactly(new HostName("a"), new HostName("b"));

        write(ONE);
        await("the change back").atMost(SOON).until(() -> told.size() == 2);
        await().during(LONGER).atMost(SOON).until(() -> told.size() == 2);
    }

    @Test
    void takesNoFileThatIsEmptyOrFaultyOrGone() throws IOException {
        for (String text : List.of("", "# nothing\n", "docker: {hosts: [{name: a}]}", "docker: {hosts: [")) {
            write(text);
            await().during(LONGER).atMost(SOON).until(told::isEmpty);
        }
        Files.delete(folder.resolve("c.yml"));
        await().during(LONGER).atMost(SOON).until(told::isEmpty);

        write(TWO);
        await("the next good one").atMost(SOON).until(() -> told.size() == 1);
    }
}
