package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.HostName;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ConfigWatchTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration PERIOD = Duration.ofMillis(50);
    /** Several looks. */
    private static final Duration LONGER = PERIOD.multipliedBy(8);

    private static final String ONE = "docker: {hosts: [{name: a, url: tcp://a}]}";
    private static final String TWO = "docker: {hosts: [{name: a, url: tcp://a}, {name: b, url: tcp://b}]}";

    @TempDir
    private Path folder;

    private final Watching watching = new Watching();
    private final List<ConnectorConfig> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void watch(Vertx vertx) throws Exception {
        write(ONE);
        vertx.deployVerticle(
                        watching,
                        new DeploymentOptions().setWorkerPoolName("watching").setWorkerPoolSize(1))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    /** Ends with its Vert.x, as the connector does. */
    private final class Watching extends VerticleBase {
        private ConfigWatch watch;

        @Override
        public Future<?> start() {
            ConfigLoader loader = new ConfigLoader(vertx, Map.of());
            Optional<String> file = Optional.of("c.yml");
            return loader.load(file, folder).compose(running -> {
                watch = new ConfigWatch(vertx, PERIOD, loader, running, told::add);
                return watch.start(file, folder);
            });
        }

        /** Does something during which the watch does not look. */
        void meanwhile(Callable<?> work) throws Exception {
            context.executeBlocking(work, false)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }

        @Override
        public Future<?> stop() {
            return watch.close();
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("c.yml"), text);
    }

    private List<HostName> hosts() {
        return told.get(told.size() - 1).get(Keys.HOSTS).stream()
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
    void readsTheFileOnlyWhenItIsAnotherOneByDateSizeOrPlace() throws Exception {
        Path file = folder.resolve("c.yml");
        write(TWO);
        await("the change").atMost(SOON).until(() -> told.size() == 1);
        await("read").during(LONGER).atMost(SOON).until(() -> true);

        FileTime date = Files.getLastModifiedTime(file);
        watching.meanwhile(() -> {
            write(TWO.replace("tcp://b", "tcp://c"));
            return Files.setLastModifiedTime(file, date);
        });
        await("no further look").during(LONGER).atMost(SOON).until(() -> told.size() == 1);

        Files.setLastModifiedTime(file, FileTime.from(date.toInstant().plusSeconds(1)));
        await("the new date").atMost(SOON).until(() -> told.size() == 2);
    }

    @Test
    void seesThatKubernetesHasSwappedTheLinkOfAConfigMap() throws IOException {
        Path file = folder.resolve("c.yml");
        Path link = folder.resolve("..data");
        Files.writeString(Files.createDirectory(folder.resolve("..1")).resolve("c.yml"), ONE);
        Files.writeString(Files.createDirectory(folder.resolve("..2")).resolve("c.yml"), TWO);
        Files.createSymbolicLink(link, Path.of("..1"));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("..data/c.yml"));
        await("read").during(LONGER).atMost(SOON).until(told::isEmpty);

        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(folder.resolve("..data_tmp"), link, StandardCopyOption.ATOMIC_MOVE);
        await("the change").atMost(SOON).until(() -> told.size() == 1);
        assertThat(hosts()).containsExactly(new HostName("a"), new HostName("b"));
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
