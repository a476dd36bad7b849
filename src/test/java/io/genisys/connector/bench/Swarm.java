package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.RunningConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A swarm of one engine of its own, with one service that has no network and no port. Of its {@code docker service
 * scale} all is measured but the five seconds in which that command watches whether the containers stay.
 */
final class Swarm implements Contender, AutoCloseable {
    private static final String SERVICE = "swarmed";
    private static final String BRIDGE = "docker_gwbridge";

    private final DockerDaemon engine = DockerDaemon.start();
    private final BareClient client = new BareClient(engine.url());

    /** @param command of the containers */
    Swarm(List<String> command) {
        try {
            String name = engine.socket().getParent().getFileName().toString();
            makeBridge(name);
            String address = "127.0.0.1:" + RunningConnector.freePort();
            engine.cli("swarm", "init", "--advertise-addr", address, "--listen-addr", address);
            create(command);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    /** Left to itself, the engine makes one whose name it would share with all other engines of the machine. */
    private void makeBridge(String name) {
        String subnet = "172.31." + name.replaceAll("[^0-9]", "") + ".0/24";
        String bridge = "com.docker.network.bridge.name=" + name + "gw";
        engine.cli("network", "create", "--subnet", subnet, "--opt", bridge, BRIDGE);
    }

    private void create(List<String> command) {
        List<String> line = new ArrayList<>(List.of("service", "create", "--detach", "--no-resolve-image"));
        line.addAll(List.of("--name", SERVICE, "--replicas", "0", DockerDaemon.IMAGE));
        line.addAll(command);
        engine.cli(line.toArray(String[]::new));
    }

    @Override
    public void up(int number) {
        scale(number);
        await(running -> running == number, "running");
    }

    @Override
    public void down() {
        scale(0);
        await(there -> there == 0, "");
    }

    private void scale(int number) {
        engine.cli("service", "scale", "--detach", SERVICE + "=" + number);
    }

    private void await(Predicate<Long> number, String state) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number.test(client.list().stream()
                        .filter(container -> container.getState().startsWith(state))
                        .count()));
    }

    @Override
    public void close() {
        try {
            engine.cli("swarm", "leave", "--force");
            engine.cli("network", "rm", BRIDGE);
        } finally {
            client.close();
            engine.close();
        }
    }
}
