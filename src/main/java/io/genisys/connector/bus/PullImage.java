package io.genisys.connector.bus;

import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.Variant;
import java.util.Objects;

/**
 * Bring the image to a host, before containers are made from it.
 *
 * @param round requests and orders that share it share one pull
 * @param anew whether it is to be pulled although there is one under that tag
 * @param variant which says what it is pinned to
 */
public record PullImage(ServiceDefinition definition, long round, boolean anew, Variant variant) {
    public PullImage {
        Objects.requireNonNull(definition);
        Objects.requireNonNull(variant);
    }
}
