package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.DockerRegistry;
import io.genisys.connector.testing.FakeClock;
import io.genisys.connector.testing.JarProcess;
import io.genisys.connector.testing.SmallDisk;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * All that can break, and who looks at it.
 *
 * @param flooded a second connector on the right time: under libfaketime a flood takes twenty times as long
 */
record Scene(
        Log log,
        Random random,
        DockerDaemon engine,
        DockerRegistry registry,
        SmallDisk disk,
        FakeClock clock,
        JarProcess connector,
        JarProcess flooded,
        Images images,
        Witness witness,
        Events events,
        Site site)
        implements AutoCloseable {
    /** How long the connector waits for a paused container. */
    static final int PATIENCE_SECONDS = 10;

    /** @param folder for the log and for the connector's files */
    static Scene set(Path folder, long seed) {
        Log log = new Log(folder.resolve("soak.log"));
        Random random = new Random(seed);
        DockerDaemon engine = DockerDaemon.start();
        DockerRegistry registry = DockerRegistry.start();
        SmallDisk disk = SmallDisk.mount();
        FakeClock clock = new FakeClock(folder);
        Images images = new Images(engine, registry);
        Witness witness = new Witness(log);
        return new Scene(
                log,
                random,
                engine,
                registry,
                disk,
                clock,
                new JarProcess(folder, engine.url(), settings(registry, disk, clock)),
                new JarProcess(folder.resolve("flooded"), engine.url(), Map.of("GENISYS_CONNECTOR_NAME", "flooded")),
                images,
                witness,
                new Events(engine, witness::see),
                new Site(engine, images, witness, random, log));
    }

    private static Map<String, String> settings(DockerRegistry registry, SmallDisk disk, FakeClock clock) {
        Map<String, String> settings = new HashMap<>(clock.environment());
        settings.put("GENISYS_CONNECTOR_DATA", disk.folder().resolve("data").toString());
        settings.put("GENISYS_DOCKER_CONFIG", registry.config().toString());
        settings.put("GENISYS_DOCKER_STOP_GRACE", Kind.GRACE.toSeconds() + "s");
        settings.put("GENISYS_DOCKER_LOOK_TIMEOUT", "1s");
        if (knows("pause_patience")) {
            settings.put("GENISYS_DOCKER_PAUSE_PATIENCE", PATIENCE_SECONDS + "s");
        }
        return settings;
    }

    @Override
    public void close() {
        connector.close();
        flooded.close();
        events.close();
        log.keep(engine.log());
        engine.close();
        registry.close();
        disk.close();
    }

    private static boolean knows(String key) {
        try {
            return java.nio.file.Files.readString(Path.of("conf/genisys-connector.yml"))
                    .contains(key);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
