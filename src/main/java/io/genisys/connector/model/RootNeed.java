package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a definition that gives root on its host.
 *
 * @param field as a path from the top of the definition, such as {@code volumes[1]}
 * @param path for {@link RootPower#BIND}: what is bound, absolute; else empty
 */
public record RootNeed(String field, RootPower power, Optional<String> path) {
    public RootNeed {
        Objects.requireNonNull(field);
        Objects.requireNonNull(power);
        Objects.requireNonNull(path);
    }

    public static RootNeed of(String field, RootPower power) {
        return new RootNeed(field, power, Optional.empty());
    }

    public static RootNeed bind(String field, String path) {
        return new RootNeed(field, RootPower.BIND, Optional.of(path));
    }
}
