package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** From the configuration file and the environment to a {@link ConnectorConfig}. */
public final class ConfigLoader {
    private final Vertx vertx;
    private final Map<String, String> environment;

    /** @param environment usually {@code System.getenv()} */
    public ConfigLoader(Vertx vertx, Map<String, String> environment) {
        this.vertx = vertx;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Does not block.
     *
     * @param named the configuration file that whoever starts the connector named; empty: the one that
     *     {@code GENISYS_CONFIG} names, else {@code genisys-connector.yml}, else {@code conf/genisys-connector.yml}
     * @param workingFolder to which these are relative
     * @return fails with an {@link InvalidException} that has every fault
     */
    public Future<ConnectorConfig> load(Optional<String> named, Path workingFolder) {
        return find(named, workingFolder).compose(file -> retrieve(file).compose(tree -> read(tree, file)));
    }

    /** The file that {@link #load} reads. */
    Future<ConfigFile> find(Optional<String> named, Path workingFolder) {
        return vertx.executeBlocking(() -> ConfigFile.find(named, environment, workingFolder), false);
    }

    private Future<JsonObject> retrieve(ConfigFile file) {
        if (file.isEmpty()) {
            return Future.succeededFuture(new JsonObject());
        }
        ConfigRetriever retriever = ConfigRetriever.create(vertx, options(file.path()));
        return retriever
                .getConfig()
                .recover(cause -> Future.failedFuture(
                        new InvalidException(file.path().toString(), "has a value that YAML 1.1 does not know")))
                .eventually(retriever::close);
    }

    private static ConfigRetrieverOptions options(Path file) {
        return new ConfigRetrieverOptions()
                .setScanPeriod(-1)
                .addStore(new ConfigStoreOptions()
                        .setType("file")
                        .setFormat("yaml")
                        .setConfig(new JsonObject().put("path", file.toString())));
    }

    private Future<ConnectorConfig> read(JsonObject tree, ConfigFile file) {
        return vertx.executeBlocking(
                () -> ConnectorConfig.read(
                        plain(tree, file.tree()), environment, file.path().getParent()),
                false);
    }

    /**
     * @param words the same as YAML 1.2, in which {@code no} and {@code 010} are text: where it has a text, that counts
     */
    private static Map<String, Object> plain(JsonObject tree, Map<?, ?> words) {
        Map<String, Object> map = new LinkedHashMap<>();
        tree.getMap().forEach((key, value) -> map.put(key, plain(value, words.get(key))));
        return map;
    }

    private static Object plain(Object value, Object words) {
        if (value instanceof JsonObject object) {
            return plain(object.getMap(), words);
        }
        if (value instanceof JsonArray array) {
            return plain(array.getList(), words);
        }
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> same = words instanceof Map<?, ?> other ? other : Map.of();
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, v) -> copy.put(key, plain(v, same.get(key))));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<?> same = words instanceof List<?> other ? other : List.of();
            return IntStream.range(0, list.size())
                    .mapToObj(i -> plain(list.get(i), i < same.size() ? same.get(i) : null))
                    .toList();
        }
        return words instanceof String ? words : value;
    }
}
