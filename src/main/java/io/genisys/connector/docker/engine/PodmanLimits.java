package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.exception.BadRequestException;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.DeviceClaim;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;

/** What Podman would leave out without a word, or refuse in words that do not say what is wrong. */
final class PodmanLimits {
    private static final String DRIVER = "cdi";

    private PodmanLimits() {}

    /** @throws BadRequestException in place of the engine that should have refused it */
    static void check(ServiceDefinition definition, Dialect dialect) {
        if (!dialect.isPodman()) {
            return;
        }
        refuse(
                definition.detail(Detail.GPUS).stream().flatMap(List::stream).anyMatch(claim -> !isGiven(claim)),
                "Podman gives a container devices of the driver cdi only; write gpus with driver: cdi and device_ids");
        refuse(
                definition.ports().stream()
                        .flatMap(List::stream)
                        .anyMatch(port ->
                                port.published().isPresent() && port.fixed().isEmpty()),
                "Podman takes no range of the host's ports to choose from; write one port, or none for any that is free");
    }

    private static void refuse(boolean isRefused, String why) {
        if (isRefused) {
            throw new BadRequestException(why);
        }
    }

    private static boolean isGiven(DeviceClaim claim) {
        return claim.driver().filter(DRIVER::equals).isPresent();
    }
}
