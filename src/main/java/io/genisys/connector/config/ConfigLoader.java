package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** From the configuration file and the environment to a {@link ConnectorConfig}. */
public final class ConfigLoader {
    private final Vertx vertx;
    private final Map<String, String> environment;

    /** @param environment usually {@code System.getenv()} */
    public ConfigLoader(Vertx vertx, Map<String, String> environment) {
        this.vertx = vertx;
        this.environment = Map.copyOf(environment);
    }

    /** As {@link #read}, without blocking. */
    public Future<ConnectorConfig> load(Optional<String> named, Path workingFolder) {
        return vertx.executeBlocking(() -> read(named, environment, workingFolder), false);
    }

    /** The file that {@link #load} reads. */
    Future<ConfigFile> find(Optional<String> named, Path workingFolder) {
        return vertx.executeBlocking(() -> ConfigFile.find(named, environment, workingFolder), false);
    }

    /**
     * Blocks.
     *
     * @param named the configuration file that the command line names; empty: the one that {@code GENISYS_CONFIG}
     *     names, else {@code genisys-connector.yml}, else {@code conf/genisys-connector.yml}
     * @param workingFolder to which these are relative
     * @throws InvalidException with every fault
     */
    public static ConnectorConfig read(Optional<String> named, Map<String, String> environment, Path workingFolder) {
        ConfigFile file = ConfigFile.find(named, environment, workingFolder);
        return ConnectorConfig.read(file.tree(), environment, file.path().getParent());
    }
}
