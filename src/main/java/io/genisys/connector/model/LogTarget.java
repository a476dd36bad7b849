package io.genisys.connector.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the engine writes what a container says.
 *
 * @param driver not given: the engine's own
 * @param options of the driver
 */
public record LogTarget(Optional<String> driver, Map<String, String> options) implements Written {
    public LogTarget {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        driver.ifPresent(name -> written.put("driver", name));
        if (!options.isEmpty()) {
            written.put("options", options);
        }
        return written;
    }
}
