package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * For a program that asks beside a connector that runs: a fault that came in since the start counts as not said. It
 * starts no Vert.x, which would make a health check four times as long.
 */
public final class LenientConfig {
    private LenientConfig() {}

    /** Blocks. */
    public static ConnectorConfig read(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath();
        return ConnectorConfig.read(tree(absolute), environment, absolute.getParent(), new FaultList());
    }

    private static Map<String, Object> tree(Path file) {
        Map<String, Object> tree = new HashMap<>();
        try {
            if (WordsYaml.parse(TextFile.read(file, "")) instanceof Map<?, ?> sections) {
                sections.forEach((name, section) -> tree.put((String) name, section));
            }
        } catch (InvalidException e) {
            return Map.of();
        }
        return tree;
    }
}
