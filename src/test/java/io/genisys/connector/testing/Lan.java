package io.genisys.connector.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several machines at one switch, each of which is a network namespace, and the switch too. This machine has a port of
 * its own, which no cut concerns: a test reaches all of them always. Needs root, and takes away all that it made.
 */
public final class Lan implements AutoCloseable {
    private static final int FIRST = 10;
    /** Of no card: what is sent there is lost, and nobody is told. */
    private static final String NOWHERE = "02:42:ac:1e:ff:ff";

    private final DaemonPlace place = DaemonPlace.reserve();
    private final Thread atExit = new Thread(place::close);
    private final int size;

    private Lan(int size) {
        this.size = size;
        Runtime.getRuntime().addShutdownHook(atExit);
        String hub = hub();
        Shell.run("ip", "netns", "add", hub);
        Shell.run("ip", "-n", hub, "link", "add", "hub", "type", "bridge");
        Shell.run("ip", "-n", hub, "link", "set", "hub", "up");
        Shell.run("ip", "link", "add", place.bridge(), "type", "veth", "peer", "name", "test", "netns", hub);
        plug("test");
        Shell.run("ip", "addr", "add", place.subnet() + ".1/24", "dev", place.bridge());
        Shell.run("ip", "link", "set", place.bridge(), "up");
        IntStream.rangeClosed(1, size).forEach(this::add);
    }

    /** @param size at most 200 */
    public static Lan of(int size) {
        return new Lan(size);
    }

    private void add(int machine) {
        String name = namespace(machine);
        String port = "port" + machine;
        Shell.run("ip", "netns", "add", name);
        Shell.run("ip", "-n", name, "link", "set", "lo", "up");
        Shell.run("ip", "-n", name, "link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", hub());
        plug(port);
        Shell.run("ip", "-n", name, "addr", "add", address(machine) + "/24", "dev", "eth0");
        Shell.run("ip", "-n", name, "link", "set", "eth0", "up");
    }

    private void plug(String port) {
        Shell.run("ip", "-n", hub(), "link", "set", port, "master", "hub", "up");
    }

    private String hub() {
        return namespace(0);
    }

    private String namespace(int machine) {
        return place.namespace(machine == 0 ? "hub" : Integer.toString(machine));
    }

    private String address(int machine) {
        return place.subnet() + "." + (FIRST + machine);
    }

    /** @param number from 1 on */
    public Machine machine(int number) {
        return new Machine(
                List.of(Shell.find("nsenter"), "--net=/run/netns/" + namespace(number), "--"), address(number));
    }

    /** From now on nothing that one sends comes to the other. */
    public void cut(int from, int to) {
        Shell.run(neighbour("replace", from, to, "lladdr", NOWHERE, "nud", "permanent"));
    }

    /** All reach all again. */
    public void heal() {
        for (int from = 1; from <= size; from++) {
            for (int to = 1; to <= size; to++) {
                Shell.attempt(neighbour("del", from, to).toArray(String[]::new));
            }
        }
    }

    private List<String> neighbour(String what, int from, int to, String... more) {
        List<String> words =
                new ArrayList<>(List.of("ip", "-n", namespace(from), "neigh", what, address(to), "dev", "eth0"));
        words.addAll(List.of(more));
        return words;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        place.close();
    }
}
