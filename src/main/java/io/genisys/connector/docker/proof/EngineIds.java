package io.genisys.connector.docker.proof;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import java.util.HashMap;
import java.util.Map;

/** Which host drives which engine, so that none is driven under two names. Safe for use by several threads. */
public final class EngineIds {
    private final Map<HostName, String> engines = new HashMap<>();

    /**
     * The host drives that engine from now on, and none that it drove before.
     *
     * @throws EngineException of kind CONFLICT if another host drives it: the first one that reached it goes on
     */
    synchronized void drive(HostName host, String engine) {
        engines.remove(host);
        engines.forEach((other, driven) -> {
            if (driven.equals(engine)) {
                throw new EngineException(FailureKind.CONFLICT, sentence(host, other));
            }
        });
        engines.put(host, engine);
    }

    synchronized void leave(HostName host) {
        engines.remove(host);
    }

    private static String sentence(HostName host, HostName first) {
        return ("Hosts %s and %s are the same Docker engine: %s is driven, %s is not. Remove one of the two from"
                        + " docker.hosts. If they are two machines, one is a copy of the other: delete the file"
                        + " engine-id in Docker's root folder, mostly /var/lib/docker, on one and restart its engine")
                .formatted(first, host, first, host);
    }
}
