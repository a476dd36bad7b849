package io.genisys.connector.plan;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
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
            new ServiceDefinition.Program(Optional.empty(), Optional.empty()),
            Optional.empty(),
            new ServiceDefinition.Stop(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Details.NONE);

    private final Goal goal;
    private final List<HostView> hosts = new ArrayList<>();
    private final Map<HostName, Availability> availability = new HashMap<>();
    private final Map<HostName, Integer> reserved = new HashMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final Set<HostName> hearsay = new HashSet<>();
    private final Set<Placement> starting = new HashSet<>();
    private final Set<String> stopping = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<Integer> takenSlots = new HashSet<>();
    private final Map<HostName, BackOff> backOffs = new HashMap<>();
    private final Map<Placement, Instant> startedAt = new HashMap<>();
    private final Set<String> moving = new HashSet<>();
    private final Set<String> protectedIds = new HashSet<>();
    private final Map<String, Instant> idleSince = new HashMap<>();
    private final Map<String, Instant> provenAt = new HashMap<>();
    private final Map<String, Instant> unhealthyAt = new HashMap<>();
    private ServiceDefinition definition = WEB;
    private int keepFailed;
    private int window = 100;

    private Given(Goal goal) {
        this.goal = goal;
    }

    static HostName name(String host) {
        return new HostName(host);
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
        return host(name, HostProfile.PLAIN, condition, running);
    }

    Given host(String name, HostProfile profile, HostCondition condition, int running) {
        Optional<Failure> error = condition == HostCondition.READY
                ? Optional.empty()
                : Optional.of(new Failure(FailureKind.UNREACHABLE, "host " + name + " does not answer"));
        return host(new HostView(
                new HostName(name),
                profile,
                new ReportNumber(1, 1),
                new EngineStatus(condition, NOW, NOW, Optional.of("20.10"), error),
                running,
                0));
    }

    Given host(HostView host) {
        hosts.add(host);
        return this;
    }

    /** A host that has not answered since the connector started. */
    Given unknownHost(String name) {
        return unknownHost(name, HostProfile.PLAIN);
    }

    /** A host that was added later, and has not answered. */
    Given newcomer(String name) {
        return unknownHost(name, HostProfile.PLAIN.awaited(false));
    }

    private Given unknownHost(String name, HostProfile profile) {
        return host(new HostView(
                new HostName(name),
                profile,
                new ReportNumber(1, 1),
                EngineStatus.UNHEARD.in(
                        HostCondition.UNREACHABLE,
                        Optional.of(new Failure(FailureKind.UNREACHABLE, "host " + name + " does not answer"))),
                0,
                0));
    }

    Given hostWithLabel(String name, String label, String value) {
        HostProfile profile = new HostProfile(Map.of(label, value), OptionalInt.empty(), Optional.empty());
        return host(name, profile, HostCondition.READY, 0);
    }

    Given hostFor(String name, int maxContainers, int running) {
        HostProfile profile = new HostProfile(Map.of(), OptionalInt.of(maxContainers), Optional.empty());
        return host(name, profile, HostCondition.READY, running);
    }

    Given available(String host, Availability how) {
        availability.put(new HostName(host), how);
        return this;
    }

    /** What it has is known from the planner before only. */
    Given hearsay(String host) {
        hearsay.add(new HostName(host));
        return this;
    }

    Given reserved(String host, int starts) {
        reserved.put(new HostName(host), starts);
        return this;
    }

    Given asking(String constraint) {
        Map<String, Object> fields = new HashMap<>(DefinitionForm.write(WEB));
        fields.put("placement", Map.of("constraints", List.of(constraint)));
        definition = DefinitionForm.read(fields);
        return this;
    }

    Given startedAt(String host, int slot, Instant at) {
        startedAt.put(new Placement(new HostName(host), slot), at);
        return this;
    }

    /** It was seen paused, or restarting, for that time in seconds. */
    Given idleFor(String id, int seconds) {
        idleSince.put(id, NOW.minusSeconds(seconds));
        return this;
    }

    /** It was only found, and has proven itself after that time in seconds. */
    Given provenIn(String id, int seconds) {
        provenAt.put(id, NOW.plusSeconds(seconds));
        return this;
    }

    /** It was unhealthy that time ago, in seconds. */
    Given unhealthy(String id, int secondsAgo) {
        unhealthyAt.put(id, NOW.minusSeconds(secondsAgo));
        return this;
    }

    Given protectedOnes(String... ids) {
        protectedIds.addAll(List.of(ids));
        return this;
    }

    Given moving(String id) {
        moving.add(id);
        return this;
    }

    Given failed(String host, FailureKind kind, Instant lastAt, Instant nextAttempt) {
        HostName name = new HostName(host);
        backOffs.put(name, new BackOff(name, 3, lastAt, nextAttempt, new Failure(kind, "it failed"), List.of()));
        return this;
    }

    Given there(Replica... more) {
        replicas.addAll(List.of(more));
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
                new Observation.Wanted(definition, goal),
                HostStates.of(hosts.stream().map(this::state).toList()),
                replicas,
                new UnderWay(starting, stopping, held, moving),
                new History(takenSlots, backOffs, startedAt, new Sightings(idleSince, provenAt, unhealthyAt)),
                NOW,
                new Observation.Limits(keepFailed, window, Duration.ofMinutes(1), protectedIds));
    }

    private HostState state(HostView host) {
        return new HostState(
                host,
                availability.getOrDefault(host.host(), Availability.ACTIVE),
                reserved.getOrDefault(host.host(), 0),
                HostUse.NONE,
                hearsay.contains(host.host()));
    }

    Plan plan() {
        return Planner.plan(observation());
    }

    static Replica ours(String id, String host, int slot) {
        return ours(id, host, slot, ContainerState.RUNNING, Health.NONE);
    }

    static Replica ours(String id, String host, int slot, ContainerState state, Health health) {
        return replica(id, host, new Claim.Ours(WEB.name(), slot, WEB.hash()), state, health);
    }

    static Replica outdated(String id, String host, int slot) {
        return replica(id, host, new Claim.Ours(WEB.name(), slot, "older"), ContainerState.RUNNING, Health.NONE);
    }

    static Replica found(String id, String host) {
        return replica(id, host, new Claim.Unlabelled(), ContainerState.RUNNING, Health.NONE);
    }

    static Replica replica(String id, String host, Claim claim, ContainerState state, Health health) {
        return new Replica(
                new HostName(host),
                new Container(
                        id,
                        "name-" + id,
                        claim,
                        Optional.of("docker.io/library/nginx:1"),
                        NOW,
                        Container.Run.of(state, health)));
    }

    static Replica madeAt(Replica replica, Instant at) {
        Container c = replica.container();
        return new Replica(replica.host(), new Container(c.id(), c.name(), c.claim(), c.image(), at, c.run()));
    }
}
