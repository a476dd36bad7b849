package io.genisys.connector.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Devices that a driver of the engine puts into a container, such as GPUs.
 *
 * @param count how many, -1: all; not given if ids are
 * @param ids which ones
 * @param capabilities what they must be able to do, such as {@code gpu}
 * @param options of the driver
 */
public record DeviceClaim(
        Optional<String> driver,
        Optional<Long> count,
        List<String> ids,
        List<String> capabilities,
        Map<String, String> options)
        implements Written {
    public static final long ALL = -1;

    public DeviceClaim {
        Objects.requireNonNull(driver);
        Objects.requireNonNull(count);
        ids = List.copyOf(ids);
        capabilities = List.copyOf(capabilities);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        driver.ifPresent(name -> written.put("driver", name));
        count.ifPresent(number -> written.put("count", number == ALL ? "all" : number));
        if (!ids.isEmpty()) {
            written.put("device_ids", ids);
        }
        written.put("capabilities", capabilities);
        if (!options.isEmpty()) {
            written.put("options", options);
        }
        return written;
    }
}
