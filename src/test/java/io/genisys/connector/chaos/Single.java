package io.genisys.connector.chaos;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A connector that belongs to no cluster, beside an engine of its own. */
final class Single implements AutoCloseable {
    private final DockerDaemon engine = DockerDaemon.start();
    private final JarProcess connector;
    private final Duration start;

    Single(Path folder) {
        connector = new JarProcess(folder, engine.url(), Map.of());
        start = Load.time(() -> connector.start());
        connector.api().define(Load.SERVICE, DockerDaemon.IMAGE);
    }

    Duration start() {
        return start;
    }

    Api api() {
        return connector.api();
    }

    long residentMegabytes() {
        return connector.residentKilobytes() / 1024;
    }

    @Override
    public void close() {
        connector.close();
        engine.close();
    }
}
