package io.genisys.connector.reconcile;

import io.genisys.connector.model.ServiceName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which services run containers of an image. Used from one context only. */
final class ServicesByImage {
    private final Map<ServiceName, String> images = new HashMap<>();
    private final Map<String, Set<ServiceName>> services = new HashMap<>();

    /** @param canonical reference of the service's image from now on; empty: the service is no more */
    void put(ServiceName service, Optional<String> canonical) {
        Optional.ofNullable(images.remove(service))
                .ifPresent(before -> services.computeIfPresent(before, (image, all) -> without(all, service)));
        canonical.ifPresent(now -> {
            images.put(service, now);
            services.computeIfAbsent(now, image -> new HashSet<>()).add(service);
        });
    }

    List<ServiceName> of(Collection<String> canonical) {
        return canonical.stream()
                .flatMap(image -> services.getOrDefault(image, Set.of()).stream())
                .toList();
    }

    /** Null, as a map wants it, if none is left. */
    private static Set<ServiceName> without(Set<ServiceName> all, ServiceName service) {
        all.remove(service);
        return all.isEmpty() ? null : all;
    }
}
