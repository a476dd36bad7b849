package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import java.util.Set;

/** All hosts whose containers count no more, until they answer again. */
public record LostHosts(Set<HostName> hosts) {
    public LostHosts {
        hosts = Set.copyOf(hosts);
    }
}
