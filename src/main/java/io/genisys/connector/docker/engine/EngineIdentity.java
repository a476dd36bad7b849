package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.docker.EngineException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what an engine is known under each of its addresses: its id, its machine's name and its folder. Docker up to 22
 * takes the id from a file that all engines of a machine share, and machines that were copied share theirs.
 */
final class EngineIdentity {
    private static final Set<String> FIELDS = Set.of("ID", "Name", "DockerRootDir");

    private EngineIdentity() {}

    /** Empty if the engine does not say it. Podman makes up another id for each answer. */
    static Optional<String> read(Calls calls) {
        if (calls.dialect().isPodman()) {
            return Optional.empty();
        }
        try {
            return calls.get("say which engine it is", RefusalKinds::any, "/info", answer -> of(answer.object(FIELDS)));
        } catch (EngineException notTold) {
            return Optional.empty();
        }
    }

    private static Optional<String> of(JsonNode info) {
        return Parts.text(info.path("ID")).isEmpty()
                ? Optional.empty()
                : Optional.of(Stream.of("ID", "Name", "DockerRootDir")
                        .map(field -> Parts.text(info.path(field)))
                        .collect(Collectors.joining(" ")));
    }
}
