package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.Ports;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;

/** Asks an engine for a container as a definition describes it. */
final class Creation {
    private Creation() {}

    static CreateContainerCmd command(DockerClient client, NewContainer container) {
        ServiceDefinition definition = container.definition();
        List<ExposedPort> ports = definition.ports().orElse(List.of()).stream()
                .map(Creation::exposed)
                .toList();
        CreateContainerCmd command = client.createContainerCmd(
                        definition.image().value())
                .withName(container.name())
                .withLabels(container.labels())
                .withEnv(environment(definition))
                .withExposedPorts(ports)
                .withHostConfig(HostConfig.newHostConfig().withPortBindings(bindings(ports)));
        definition.program().command().ifPresent(words -> command.withCmd(words.words()));
        definition.stop().signal().ifPresent(command::withStopSignal);
        return command;
    }

    private static List<String> environment(ServiceDefinition definition) {
        return definition.program().environment().stream()
                .flatMap(variables -> variables.entrySet().stream())
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static ExposedPort exposed(PortSpec port) {
        return new ExposedPort(
                port.port(), InternetProtocol.parse(port.protocol().text()));
    }

    /** On a port that the engine chooses; a binding for a port that is not exposed would be ignored. */
    private static Ports bindings(List<ExposedPort> ports) {
        Ports bindings = new Ports();
        ports.forEach(port -> bindings.bind(port, Ports.Binding.empty()));
        return bindings;
    }
}
