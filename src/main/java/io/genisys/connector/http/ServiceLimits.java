package io.genisys.connector.http;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import java.util.Objects;

/**
 * What callers may ask for.
 *
 * @param maxContainers the largest number that a service may be scaled to
 * @param rights what definitions may have that gives root on the hosts
 */
public record ServiceLimits(int maxContainers, RootRights rights) {
    /** @throws InvalidException if the number is out of its range */
    public ServiceLimits {
        Objects.requireNonNull(rights);
        if (maxContainers < 0) {
            throw new InvalidException("max_containers", "must be 0 or more");
        }
    }
}
