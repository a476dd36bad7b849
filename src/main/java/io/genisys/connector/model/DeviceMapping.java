package io.genisys.connector.model;

import java.util.Objects;

/**
 * A device of the host in a container.
 *
 * @param source path on the host
 * @param target path in the container
 * @param permissions some of {@code rwm}: read, write, mknod
 */
public record DeviceMapping(String source, String target, String permissions) implements Written {
    public DeviceMapping {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(permissions);
    }

    @Override
    public String written() {
        return source + ":" + target + ":" + permissions;
    }
}
