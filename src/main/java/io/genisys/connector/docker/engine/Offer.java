package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.model.EngineFacts;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What an engine says that it has to offer. What it refuses to say is not known. */
final class Offer {
    static final Set<String> FIELDS =
            Set.of("MemTotal", "NCPU", "OSType", "Architecture", "Runtimes", "DefaultRuntime");
    private static final long NANOS = 1_000_000_000;

    private Offer() {}

    /** @param info empty if the engine did not tell it */
    static EngineFacts of(Optional<JsonNode> info, boolean isPodman, Optional<Set<String>> networks) {
        EngineFacts machine = info.map(told -> of(told, isPodman)).orElse(EngineFacts.UNKNOWN);
        return new EngineFacts(machine.memory(), machine.nanoCpus(), machine.platform(), machine.runtimes(), networks);
    }

    private static EngineFacts of(JsonNode info, boolean isPodman) {
        OptionalLong cpus = Parts.number(info.path("NCPU"));
        return new EngineFacts(
                Parts.number(info.path("MemTotal")),
                cpus.isPresent() ? OptionalLong.of(cpus.getAsLong() * NANOS) : cpus,
                platform(Parts.text(info.path("OSType")), Parts.text(info.path("Architecture"))),
                isPodman ? onlyDefault(info) : runtimes(info.path("Runtimes")),
                Optional.empty());
    }

    /** The kernel and the registries have two names for each of these. */
    private static Optional<String> platform(String system, String machine) {
        String architecture =
                switch (machine) {
                    case "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    case "armv7l", "armv6l" -> "arm";
                    case "i386", "i686" -> "386";
                    default -> machine;
                };
        return system.isEmpty() || machine.isEmpty() ? Optional.empty() : Optional.of(system + "/" + architecture);
    }

    /** Podman lists others too, and yet runs each container of Docker's API with this one. */
    private static Optional<Set<String>> onlyDefault(JsonNode info) {
        return Optional.of(Parts.text(info.path("DefaultRuntime")))
                .filter(name -> !name.isEmpty())
                .map(Set::of);
    }

    private static Optional<Set<String>> runtimes(JsonNode runtimes) {
        Set<String> names = new HashSet<>();
        runtimes.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
