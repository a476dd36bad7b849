package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that can be configured, valid and complete; paths are absolute. {@link Keys} says what there is. */
public final class ConnectorConfig {
    private final Map<Key<?>, Object> values;

    private ConnectorConfig(Map<Key<?>, Object> values) {
        this.values = values;
    }

    /**
     * Blocks: looks at the files that the configuration names.
     *
     * @param tree the configuration file: maps, lists and scalars
     * @param environment its {@code GENISYS_CONNECTOR_*} and {@code GENISYS_DOCKER_*} override the file, except for the
     *     links to services that Kubernetes puts there
     * @param folder of the configuration file, to which relative paths are relative
     * @throws io.genisys.connector.model.InvalidException with every fault, its field being the key, or the variable of
     *     the environment
     */
    public static ConnectorConfig read(Map<String, ?> tree, Map<String, String> environment, Path folder) {
        FaultList faults = new FaultList();
        ConnectorConfig config = read(tree, environment, folder, faults);
        faults.refuse();
        return config;
    }

    /** The same, in which a faulty key has its default. */
    static ConnectorConfig read(Map<String, ?> tree, Map<String, String> environment, Path folder, FaultList faults) {
        Sections sections = new Sections(tree, ServiceLinks.without(environment), faults);
        Map<Key<?>, Object> values = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            values.put(key, key.reader().read(sections.section(key.section()), folder.toAbsolutePath()));
        }
        sections.refuseUnknown();
        ConnectorConfig config = new ConnectorConfig(values);
        return config.with(
                Keys.HOSTS,
                Hosts.of(config.get(Keys.CLUSTER_SETTINGS), sections.section(Keys.DOCKER), config.get(Keys.HOSTS)));
    }

    /** What a key says, or its default. */
    @SuppressWarnings("unchecked") // the reader of a key made its value
    public <T> T get(Key<T> key) {
        return (T) values.get(key);
    }

    /** The same, in which one key says something else. */
    public <T> ConnectorConfig with(Key<T> key, T value) {
        Map<Key<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return new ConnectorConfig(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectorConfig config && values.equals(config.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return values.toString();
    }
}
