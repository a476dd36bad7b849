package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.NetworkLink;
import io.genisys.connector.model.ServiceDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a container into its networks: it is created in the first of them, and joins the others before its start. */
final class NetworkLinks {
    private NetworkLinks() {}

    static void first(ServiceDefinition definition, CreateContainerCmd command, HostConfig host) {
        definition.detail(Detail.NETWORK_MODE).ifPresent(host::withNetworkMode);
        definition.detail(Detail.NETWORKS).stream()
                .flatMap(networks -> networks.entrySet().stream())
                .limit(1)
                .forEach(network -> {
                    host.withNetworkMode(network.getKey());
                    NetworkLink link = network.getValue();
                    if (!link.aliases().isEmpty()) {
                        command.withAliases(link.aliases());
                    }
                    link.ipv4().ifPresent(command::withIpv4Address);
                    link.ipv6().ifPresent(command::withIpv6Address);
                });
    }

    /** By name. */
    static Map<String, NetworkLink> others(ServiceDefinition definition) {
        Map<String, NetworkLink> others = new LinkedHashMap<>();
        definition.detail(Detail.NETWORKS).stream()
                .flatMap(networks -> networks.entrySet().stream())
                .skip(1)
                .forEach(network -> others.put(network.getKey(), network.getValue()));
        return others;
    }

    static Void join(DockerClient client, String container, String network, NetworkLink link) {
        ContainerNetwork wanted = new ContainerNetwork();
        if (!link.aliases().isEmpty()) {
            wanted.withAliases(link.aliases());
        }
        if (link.ipv4().isPresent() || link.ipv6().isPresent()) {
            ContainerNetwork.Ipam addresses = new ContainerNetwork.Ipam();
            link.ipv4().ifPresent(addresses::withIpv4Address);
            link.ipv6().ifPresent(addresses::withIpv6Address);
            wanted.withIpamConfig(addresses);
        }
        return client.connectToNetworkCmd()
                .withContainerId(container)
                .withNetworkId(network)
                .withContainerNetwork(wanted)
                .exec();
    }
}
