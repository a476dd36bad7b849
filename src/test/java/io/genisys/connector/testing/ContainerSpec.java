package io.genisys.connector.testing;

import java.util.List;
import java.util.Map;

/**
 * What an engine is asked to create.
 *
 * @param image as it was written
 * @param command empty: the image's own, which is {@code /bin/busybox sleep 3600}
 * @param ports to be published, such as {@code 8080/tcp}
 * @param stopSignal empty: none given
 */
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> labels,
        List<String> ports,
        String stopSignal) {
    private static final List<String> SLEEP = List.of("/bin/busybox", "sleep", "3600");

    public ContainerSpec {
        command = command.isEmpty() ? SLEEP : List.copyOf(command);
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
    }

    /** With the image's command, and without ports. */
    public static ContainerSpec of(String name, String image, Map<String, String> labels) {
        return new ContainerSpec(name, image, List.of(), labels, List.of(), "");
    }
}
