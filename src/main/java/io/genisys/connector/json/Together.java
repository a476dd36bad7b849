package io.genisys.connector.json;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.FilePlaces;
import io.genisys.connector.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which fields do not go together. */
final class Together {
    private Together() {}

    static void check(Details details, FaultList faults) {
        Optional<String> mode = details.get(Detail.NETWORK_MODE);
        if (mode.isPresent() && details.has(Detail.NETWORKS)) {
            faults.add("network_mode", "must be left out if there are networks");
        }
        if (mode.filter("host"::equals).isPresent() && hasNetworkSysctl(details)) {
            faults.add("sysctls", "must have no net.* with network_mode host: they would be the host's");
        }
        Set<String> targets = details.get(Detail.VOLUMES).orElse(List.of()).stream()
                .map(VolumeMount::target)
                .collect(Collectors.toSet());
        details.get(Detail.TMPFS).orElse(Map.of()).keySet().stream()
                .filter(targets::contains)
                .forEach(path -> faults.add("tmpfs", "has the target of a volume: " + path));
        if (FilePlaces.areNeeded(details)) {
            FilePlaces.of(details).faults().forEach(faults::add);
        }
    }

    private static boolean hasNetworkSysctl(Details details) {
        return details.get(Detail.SYSCTLS).orElse(Map.of()).keySet().stream().anyMatch(name -> name.startsWith("net."));
    }
}
