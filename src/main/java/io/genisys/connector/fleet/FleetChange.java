package io.genisys.connector.fleet;

import io.genisys.connector.model.ServiceName;
import java.util.Set;

/**
 * What a report changed.
 *
 * @param services whose labelled containers changed
 * @param images canonical references of images of which unlabelled containers changed
 * @param condition whether a host became known, or another condition
 * @param isCapacityChanged whether a host may take more or fewer containers than before
 */
public record FleetChange(Set<ServiceName> services, Set<String> images, boolean condition, boolean isCapacityChanged) {
    public FleetChange {
        services = Set.copyOf(services);
        images = Set.copyOf(images);
    }
}
