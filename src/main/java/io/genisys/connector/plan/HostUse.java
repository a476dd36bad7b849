package io.genisys.connector.plan;

import io.genisys.connector.model.PortSpec;
import java.util.Map;

/**
 * What is taken of a host, as far as a plan needs it: empty if the definition asks for nothing of that kind.
 *
 * @param ports names of the running containers that have a port of the host, by that port
 * @param memory reserved for containers of services there and for starts that are under way, in bytes
 * @param nanoCpus the same of processors, in thousand millionth parts
 */
public record HostUse(Map<PortSpec, String> ports, long memory, long nanoCpus) {
    public static final HostUse NONE = new HostUse(Map.of(), 0, 0);

    public HostUse {
        ports = Map.copyOf(ports);
    }
}
