package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.exception.BadRequestException;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.DeviceClaim;
import io.genisys.connector.model.ServiceDefinition;

/** What an engine would leave out without a word, and a container is of no use without. */
final class LeftOut {
    private static final String OF_PODMAN = "cdi";

    private LeftOut() {}

    /** @throws BadRequestException in place of the engine that should have refused it */
    static void refuse(ServiceDefinition definition, Dialect dialect) {
        boolean isLeftOut = dialect.isPodman()
                && definition.detail(Detail.GPUS).stream()
                        .flatMap(claims -> claims.stream())
                        .anyMatch(claim -> !isGiven(claim));
        if (isLeftOut) {
            throw new BadRequestException(
                    "Podman gives a container devices of the driver cdi only; write gpus with driver: cdi and device_ids");
        }
    }

    private static boolean isGiven(DeviceClaim claim) {
        return claim.driver().filter(OF_PODMAN::equals).isPresent();
    }
}
