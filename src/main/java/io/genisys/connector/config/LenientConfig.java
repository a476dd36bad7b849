package io.genisys.connector.config;

import io.genisys.connector.config.ConnectorConfig.ConnectorSection;
import io.genisys.connector.model.InvalidException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** For those who ask beside a connector that runs: what is at fault since it was started counts as not said. */
public final class LenientConfig {
    private LenientConfig() {}

    /** Blocks. */
    public static ConnectorSection connector(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath();
        Sections sections = new Sections(tree(absolute), ServiceLinks.without(environment), new ArrayList<>());
        return ConnectorSection.read(sections.section(ConnectorConfig.CONNECTOR), absolute.getParent());
    }

    private static Map<String, Object> tree(Path file) {
        try {
            return ConfigFile.find(Optional.of(file.toString()), Map.of(), file.getParent())
                    .tree();
        } catch (InvalidException e) {
            return Map.of();
        }
    }
}
