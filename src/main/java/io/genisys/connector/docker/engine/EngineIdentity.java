package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what an engine is known under each of its addresses: its id, its machine's name and its folder. Docker up to 22
 * takes the id from a file that all engines of a machine share, and machines that were copied share theirs.
 */
final class EngineIdentity {
    static final Set<String> FIELDS = Set.of("ID", "Name", "DockerRootDir");

    private EngineIdentity() {}

    /** Empty if the engine does not say it. */
    static Optional<String> of(JsonNode info) {
        return Parts.text(info.path("ID")).isEmpty()
                ? Optional.empty()
                : Optional.of(Stream.of("ID", "Name", "DockerRootDir")
                        .map(field -> Parts.text(info.path(field)))
                        .collect(Collectors.joining(" ")));
    }
}
