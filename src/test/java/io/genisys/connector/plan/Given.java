package io.genisys.connector.plan;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes observations for tests, a word at a time. */
final class Given {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final ServiceDefinition WEB = new ServiceDefinition(
            new ServiceName("web"),
            new ImageReference("nginx:1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Goal goal;
    private final List<HostView> hosts = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Set<Placement> starting = new HashSet<>();
    private final Set<String> stopping = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<Integer> takenSlots = new HashSet<>();
    private final Map<HostName, BackOff> backOffs = new HashMap<>();
    private int keepFailed;
    private int window = 100;

    private Given(Goal goal) {
        this.goal = goal;
    }

    static Given wanted(int number) {
        return new Given(Goal.running(number));
    }

    static Given wanted(Goal goal) {
        return new Given(goal);
    }

    Given host(String name) {
        return host(name, HostCondition.READY, 0);
    }

    Given host(String name, HostCondition condition, int running) {
        Optional<Failure> error = condition == HostCondition.READY
                ? Optional.empty()
                : Optional.of(new Failure(FailureKind.UNREACHABLE, "host " + name + " does not answer"));
        hosts.add(new HostView(new HostName(name), condition, NOW, NOW, Optional.of("20.10"), error, running, 1, 1));
        return this;
    }

    Given there(Instance... more) {
        instances.addAll(List.of(more));
        return this;
    }

    Given starting(String host, int slot) {
        starting.add(new Placement(new HostName(host), slot));
        return this;
    }

    Given stopping(String id) {
        stopping.add(id);
        return this;
    }

    Given held(String id) {
        held.add(id);
        return this;
    }

    Given slotTaken(int slot) {
        takenSlots.add(slot);
        return this;
    }

    Given backingOff(String host, int seconds) {
        Failure failure = new Failure(FailureKind.BAD_COMMAND, "no such command");
        backOffs.put(
                new HostName(host),
                new BackOff(new HostName(host), 1, NOW, NOW.plusSeconds(seconds), failure, List.of()));
        return this;
    }

    Given keepingFailed(int number) {
        keepFailed = number;
        return this;
    }

    Given window(int starts) {
        window = starts;
        return this;
    }

    Observation observation() {
        return new Observation(
                WEB, goal, hosts, instances, starting, stopping, held, takenSlots, backOffs, NOW, keepFailed, window);
    }

    Plan plan() {
        return Planner.plan(observation());
    }

    static Instance ours(String id, String host, int slot) {
        return ours(id, host, slot, ContainerState.RUNNING, Health.NONE);
    }

    static Instance ours(String id, String host, int slot, ContainerState state, Health health) {
        return instance(id, host, new Claim.Ours(WEB.name(), slot, WEB.hash()), state, health);
    }

    static Instance outdated(String id, String host, int slot) {
        return instance(id, host, new Claim.Ours(WEB.name(), slot, "older"), ContainerState.RUNNING, Health.NONE);
    }

    static Instance found(String id, String host) {
        return instance(id, host, new Claim.Unclaimed(), ContainerState.RUNNING, Health.NONE);
    }

    static Instance instance(String id, String host, Claim claim, ContainerState state, Health health) {
        return new Instance(
                new HostName(host),
                new Container(
                        id,
                        "name-" + id,
                        claim,
                        Optional.of("docker.io/library/nginx:1"),
                        state,
                        health,
                        NOW,
                        OptionalInt.empty(),
                        List.of()));
    }

    static Instance madeAt(Instance instance, Instant at) {
        Container c = instance.container();
        return new Instance(
                instance.host(),
                new Container(
                        c.id(), c.name(), c.claim(), c.image(), c.state(), c.health(), at, c.exitCode(), c.ports()));
    }
}
