package io.genisys.connector.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a container sees at a path.
 *
 * @param source the name of a volume, or a path of the host; empty: a volume of its own, or memory
 * @param target an absolute path
 * @param options what is said of that type, under Compose's names: {@code nocopy}; {@code propagation},
 *     {@code selinux}, {@code create_host_path}; {@code size}, {@code mode}
 */
public record VolumeMount(
        Type type, Optional<String> source, String target, boolean isReadOnly, Map<String, Object> options)
        implements Written {
    /** What is mounted. */
    public enum Type {
        VOLUME,
        BIND,
        TMPFS;

        /** As Compose writes it: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public VolumeMount {
        Objects.requireNonNull(type);
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** The name of the volume, if it has one. */
    public Optional<String> volume() {
        return type == Type.VOLUME ? source : Optional.empty();
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("type", type.text());
        source.ifPresent(from -> written.put("source", from));
        written.put("target", target);
        if (isReadOnly) {
            written.put("read_only", true);
        }
        if (!options.isEmpty()) {
            written.put(type.text(), options);
        }
        return written;
    }
}
