package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Ports;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.HostPorts;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;

/** Asks an engine for a container as a definition describes it. */
final class Creation {
    private Creation() {}

    static CreateContainerCmd command(DockerClient client, NewContainer container) {
        ServiceDefinition definition = container.definition();
        List<PortMapping> ports = definition.ports().orElse(List.of());
        HostConfig host = HostConfig.newHostConfig().withPortBindings(bindings(ports));
        CreateContainerCmd command = client.createContainerCmd(
                        container.source().image())
                .withName(container.name())
                .withLabels(container.labels())
                .withEnv(environment(definition))
                .withExposedPorts(ports.stream().map(Creation::exposed).toList())
                .withHostConfig(host);
        definition.program().command().ifPresent(words -> command.withCmd(words.words()));
        definition.stop().signal().ifPresent(command::withStopSignal);
        program(definition, command);
        NetworkLinks.first(definition, command, host);
        HostDetails.into(host, definition);
        return command;
    }

    private static void program(ServiceDefinition definition, CreateContainerCmd command) {
        definition.detail(Detail.ENTRYPOINT).map(Creation::entrypoint).ifPresent(command::withEntrypoint);
        definition.detail(Detail.USER).ifPresent(command::withUser);
        definition.detail(Detail.WORKING_DIR).ifPresent(command::withWorkingDir);
        definition.detail(Detail.HOSTNAME).ifPresent(command::withHostName);
        definition.detail(Detail.DOMAINNAME).ifPresent(command::withDomainName);
        definition.detail(Detail.PLATFORM).ifPresent(command::withPlatform);
        definition.detail(Detail.HEALTHCHECK).map(HealthChecks::of).ifPresent(command::withHealthcheck);
    }

    /**
     * Some engines take a list without a word for none at all; one empty word takes the image's own away everywhere.
     */
    private static List<String> entrypoint(List<String> words) {
        return words.isEmpty() ? List.of("") : words;
    }

    private static List<String> environment(ServiceDefinition definition) {
        return definition.program().environment().stream()
                .flatMap(variables -> variables.entrySet().stream())
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static ExposedPort exposed(PortMapping mapping) {
        PortSpec port = mapping.port();
        return new ExposedPort(
                port.port(), InternetProtocol.parse(port.protocol().text()));
    }

    /**
     * If none is given, on a port that the engine chooses; a binding for a port that is not exposed would be ignored.
     */
    private static Ports bindings(List<PortMapping> ports) {
        Ports bindings = new Ports();
        ports.forEach(port -> bindings.bind(
                exposed(port),
                new Ports.Binding(
                        port.address().orElse(null),
                        port.published().map(HostPorts::text).orElse(null))));
        return bindings;
    }
}
