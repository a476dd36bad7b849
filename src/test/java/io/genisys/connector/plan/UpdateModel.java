package io.genisys.connector.plan;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A service on some hosts, second by second: what {@link Rollout} says is carried out after a while, containers come up
 * as their definition lets them, and things happen by chance. Each rule that must hold whatever happens is checked at
 * each plan; what is broken is thrown, with the seed.
 */
final class UpdateModel {
    /** How the containers of a version behave. */
    enum Kind {
        GOOD,
        CRASHES,
        IS_UNHEALTHY,
        NEVER_READY,
        CANNOT_START
    }

    private static final Instant BEGIN = Given.NOW;
    private static final int STOPPING = 3;

    private final Random random;
    private final long seed;
    private final Map<String, Any> hosts = new TreeMap<>();
    private final List<Made> containers = new ArrayList<>();
    private final List<Sent> starts = new ArrayList<>();
    private final Map<Long, Version> versions = new TreeMap<>();
    private final Map<String, Object> config = new HashMap<>();
    private int number;
    /** Numbers that were wanted until that second. */
    private final TreeMap<Integer, Integer> numbers = new TreeMap<>();

    private Optional<ServiceUpdate> update = Optional.empty();
    private Watched watched = Watched.NOTHING;
    private int second;
    private int ids;
    private boolean isDirty = true;
    private Optional<Instant> again = Optional.empty();

    /** A host. */
    private static final class Any {
        HostCondition condition = HostCondition.READY;
        boolean isDrained;
    }

    /** A container. */
    private static final class Made {
        final String id;
        final Placement place;
        final Version version;
        final int begun;
        ContainerState state = ContainerState.RUNNING;
        Health health = Health.STARTING;
        int stopsAt = -1;

        Made(String id, Placement place, Version version, int begun) {
            this.id = id;
            this.place = place;
            this.version = version;
            this.begun = begun;
        }
    }

    /** A start under way. */
    private record Sent(Placement place, Version version, int doneAt) {}

    /** A version of the definition. */
    private static final class Version {
        final long id;
        final ServiceDefinition definition;
        final Kind kind;
        boolean isProven;

        Version(long id, ServiceDefinition definition, Kind kind, boolean isProven) {
            this.id = id;
            this.definition = definition;
            this.kind = kind;
            this.isProven = isProven;
        }
    }

    UpdateModel(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            hosts.put("h" + i, new Any());
        }
        number = random.nextInt(6);
        config.put("parallelism", random.nextInt(4));
        config.put("monitor", random.nextInt(6) + "s");
        config.put("delay", random.nextInt(3) * 5 + "s");
        config.put("order", random.nextInt(3) == 0 ? "stop-first" : "start-first");
        config.put(
                "failure_action",
                List.of("rollback", "rollback", "pause", "continue").get(random.nextInt(4)));
        config.put("max_failure_ratio", List.of("0", "0", "0.5").get(random.nextInt(3)));
        config.put("progress_deadline", "2m");
        put(Kind.GOOD);
        run(60);
        if (ready() != number) {
            throw broken("the first definition runs " + ready() + " and not " + number);
        }
    }

    Kind kind() {
        return Kind.values()[random.nextInt(Kind.values().length)];
    }

    Optional<UpdateState> state() {
        return update.map(ServiceUpdate::state);
    }

    /** Nothing is going on, or about to. */
    boolean isAtRest() {
        return starts.isEmpty()
                && state().filter(state -> !state.isEnd() && state != UpdateState.PAUSED)
                        .isEmpty()
                && containers.stream().allMatch(one -> one.stopsAt < 0 && second > one.begun + 30);
    }

    int number() {
        return number;
    }

    Kind current() {
        return currentVersion().kind;
    }

    private Version currentVersion() {
        return versions.get(Long.valueOf(versions.size()));
    }

    /** A PUT. */
    void put(Kind kind) {
        long id = versions.size() + 1L;
        ServiceDefinition definition = DefinitionForm.read(Map.of(
                "name",
                "web",
                "image",
                "nginx:1",
                "environment",
                Map.of("V", String.valueOf(id)),
                "healthcheck",
                Map.of("test", "x", "interval", "2s", "timeout", "2s", "retries", 3),
                "update_config",
                config));
        versions.put(id, new Version(id, definition, kind, false));
        begin(id > 1 ? UpdateState.UPDATING : UpdateState.COMPLETE, id, Optional.empty());
    }

    private void begin(UpdateState state, long to, Optional<String> reason) {
        long from = before().map(version -> version.id).orElse(0L);
        before().ifPresent(version -> version.isProven = true);
        update = to == 1
                ? Optional.empty()
                : Optional.of(new ServiceUpdate(from, to, state, ServiceUpdate.Progress.NONE, reason, now(), now()));
        watched = Watched.NOTHING;
        isDirty = true;
    }

    /** The newest proven one, without the current one; or else the newest one that has containers, ready ones first. */
    private Optional<Version> before() {
        List<Version> past = versions.values().stream()
                .filter(version -> version.id < versions.size())
                .toList();
        return past.stream()
                .filter(version -> version.isProven)
                .reduce((a, b) -> b)
                .or(() -> newest(past, this::isReady))
                .or(() -> newest(past, one -> true))
                .or(() -> past.stream().reduce((a, b) -> b));
    }

    private Optional<Version> newest(List<Version> past, Predicate<Made> which) {
        return past.stream()
                .filter(version -> containers.stream().anyMatch(one -> one.version == version && which.test(one)))
                .reduce((a, b) -> b);
    }

    void scale(int to) {
        numbers.put(second, number);
        number = to;
        isDirty = true;
    }

    /** The connector is killed, and starts again: what was ordered may come to be, and is only seen then. */
    void kill() {
        watched = Watched.NOTHING;
        starts.forEach(start -> {
            if (random.nextBoolean()) {
                made(start);
            }
        });
        starts.clear();
        isDirty = true;
    }

    void crashOne() {
        List<Made> running = containers.stream().filter(UpdateModel::runs).toList();
        if (!running.isEmpty()) {
            Made one = running.get(random.nextInt(running.size()));
            one.state = random.nextBoolean() ? ContainerState.EXITED : one.state;
            one.health = Health.UNHEALTHY;
            isDirty = true;
        }
    }

    void turnHost() {
        Any host = List.copyOf(hosts.values()).get(random.nextInt(hosts.size()));
        switch (random.nextInt(4)) {
            case 0 -> host.condition = HostCondition.UNREACHABLE;
            case 1 -> host.condition = hosts.size() > 1 ? HostCondition.LOST : HostCondition.UNREACHABLE;
            case 2 -> host.isDrained = !host.isDrained;
            default -> host.condition = HostCondition.READY;
        }
        isDirty = true;
    }

    void pauseOrResume() {
        update = update.map(kept -> switch (kept.state()) {
            case UPDATING -> with(kept, UpdateState.PAUSED, kept.progress());
            case PAUSED -> with(kept, UpdateState.UPDATING, ServiceUpdate.Progress.NONE);
            default -> kept;
        });
        watched = watched.forgiven();
        isDirty = true;
    }

    private ServiceUpdate with(ServiceUpdate kept, UpdateState state, ServiceUpdate.Progress progress) {
        return new ServiceUpdate(kept.from(), kept.to(), state, progress, kept.reason(), now(), now());
    }

    /** All hosts are there again, and go on. */
    void calm() {
        hosts.values().forEach(host -> {
            host.condition = HostCondition.READY;
            host.isDrained = false;
        });
        isDirty = true;
    }

    void run(int seconds) {
        for (int i = 0; i < seconds; i++) {
            second++;
            live();
            if (isDirty || again.filter(at -> !at.isAfter(now())).isPresent()) {
                passes();
            }
        }
    }

    private Instant now() {
        return BEGIN.plusSeconds(second);
    }

    private boolean isReady(String host) {
        return hosts.get(host).condition == HostCondition.READY;
    }

    private void live() {
        for (Sent start : List.copyOf(starts)) {
            if (start.doneAt <= second && isReady(start.place.host().value())) {
                starts.remove(start);
                made(start);
                isDirty = true;
            }
        }
        for (Made one : List.copyOf(containers)) {
            live(one);
        }
    }

    private void made(Sent start) {
        if (start.version.kind == Kind.CANNOT_START) {
            watched = start.version == currentVersion() ? watched.startFailed("no such command") : watched;
        } else {
            containers.add(new Made("id" + ids++, start.place, start.version, second));
        }
    }

    private void live(Made one) {
        if (one.stopsAt >= 0 && one.stopsAt <= second) {
            containers.remove(one);
            isDirty = true;
        } else if (runs(one) && second == one.begun + 2) {
            isDirty = true;
            switch (one.version.kind) {
                case GOOD -> one.health = one.health == Health.STARTING ? Health.HEALTHY : one.health;
                case CRASHES -> one.state = ContainerState.EXITED;
                case IS_UNHEALTHY -> one.health = Health.UNHEALTHY;
                default -> {}
            }
        }
    }

    private static boolean runs(Made one) {
        return one.state == ContainerState.RUNNING;
    }

    /** Ready ones that are to stay. */
    int ready() {
        return (int) containers.stream().filter(this::isReady).count();
    }

    private boolean isReady(Made one) {
        Any host = hosts.get(one.place.host().value());
        return runs(one)
                && one.health == Health.HEALTHY
                && one.stopsAt < 0
                && !host.isDrained
                && host.condition != HostCondition.LOST;
    }

    /** Until nothing more is to be kept. */
    private void passes() {
        isDirty = false;
        for (int i = 0; i < 20; i++) {
            if (!pass()) {
                return;
            }
        }
        throw broken("it is never done with what is to be kept");
    }

    private boolean pass() {
        if (state().filter(state -> !state.isEnd()).isEmpty()) {
            Plan plan = Planner.plan(observation());
            carryOut(plan, currentVersion());
            again = plan.again();
            return false;
        }
        Observation seen = observation();
        ServiceUpdate kept = update.orElseThrow();
        Version target = currentVersion();
        watched = watched.next(seen, kept, UpdateConfig.of(target.definition));
        Update known = new Update(
                kept,
                kept.progressAt(),
                Optional.ofNullable(versions.get(kept.from()))
                        .map(version -> new Update.Before(
                                new Observation.Wanted(version.definition, Goal.running(0)), Map.of())),
                target.isProven,
                starts.stream()
                        .filter(start -> start.version == target)
                        .map(Sent::place)
                        .collect(Collectors.toSet()),
                watched,
                Update.Pace.FREE);
        Rollout rollout = Rollout.of(seen, known);
        check(rollout, target, known);
        carryOut(rollout.before(), versions.get(kept.from()));
        carryOut(rollout.target(), target);
        again = rollout.again();
        rollout.step().ifPresent(step -> keep(step, target));
        return rollout.step().isPresent();
    }

    private void keep(Rollout.Step step, Version target) {
        if (step instanceof Rollout.Step.Prove) {
            target.isProven = true;
        } else if (step instanceof Rollout.Step.Keep keep) {
            ServiceUpdate next = keep.update();
            update = Optional.of(new ServiceUpdate(
                    next.from(),
                    next.to(),
                    next.state(),
                    next.progress(),
                    next.reason(),
                    next.startedAt(),
                    keep.cameFurther() ? now() : next.progressAt()));
        } else if (step instanceof Rollout.Step.TakeBack back) {
            Version good = versions.get(back.version());
            long id = versions.size() + 1L;
            versions.put(id, new Version(id, good.definition, good.kind, true));
            update = Optional.of(new ServiceUpdate(
                    target.id,
                    id,
                    UpdateState.ROLLING_BACK,
                    ServiceUpdate.Progress.NONE,
                    Optional.of(back.why()),
                    now(),
                    now()));
            watched = Watched.NOTHING;
        }
    }

    private void carryOut(Plan plan, Version version) {
        plan.stops().forEach(replica -> containers.stream()
                .filter(one -> one.id.equals(replica.id()))
                .forEach(one -> one.stopsAt = second + 1 + random.nextInt(STOPPING)));
        plan.starts().forEach(place -> starts.add(new Sent(place, version, second + 1 + random.nextInt(STOPPING))));
    }

    /** What holds of each plan. */
    private void check(Rollout rollout, Version target, Update known) {
        UpdateConfig config = known.config(target.definition);
        int atOnce = config.atOnce(number);
        boolean isStopFirst = rollout.order().isStopFirst();
        Set<String> stops = rollout.plan().stops().stream().map(Replica::id).collect(Collectors.toSet());
        List<Made> stopped = containers.stream()
                .filter(one -> stops.contains(one.id) && isReady(one))
                .toList();
        int left = ready() - stopped.size();
        if (!stopped.isEmpty() && left < number - (isStopFirst ? atOnce : 0)) {
            throw broken("of " + number + " only " + left + " ready ones are left: " + rollout);
        }
        int starting = starts.size() + rollout.plan().starts().size();
        int all = starting + (int) containers.stream().filter(this::counts).count();
        if (!rollout.plan().starts().isEmpty() && all > largest() + (isStopFirst ? 0 : atOnce)) {
            throw broken(all + " would run, for " + number + " and " + atOnce + " at once: " + rollout);
        }
        if (!target.isProven && !known.isRollback() && known.before().isPresent()) {
            int unproven = rollout.target().starts().size()
                    + (int) starts.stream()
                            .filter(start -> start.version == target)
                            .count()
                    + (int) containers.stream()
                            .filter(one -> one.version == target && counts(one))
                            .count();
            if (!rollout.target().starts().isEmpty() && unproven > atOnce) {
                throw broken(unproven + " of a definition that is not proven: " + rollout);
            }
        } else if (!rollout.before().starts().isEmpty()) {
            throw broken("something is started by the definition before, though the new one is proven: " + rollout);
        }
    }

    /** The largest number of a moment ago: what is too many takes a while to stop. */
    private int largest() {
        return Math.max(
                number,
                numbers.tailMap(second - 2 * STOPPING).values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0));
    }

    /** It takes room, and is good or may become it: what a replaced update left behind may not. */
    private boolean counts(Made one) {
        Any host = hosts.get(one.place.host().value());
        boolean isSeen = starts.stream().noneMatch(start -> start.place.equals(one.place));
        return runs(one)
                && isSeen
                && one.health != Health.UNHEALTHY
                && !watched.hasGivenUp(replica(one))
                && (isWanted(one.version) || one.health == Health.HEALTHY)
                && host.condition != HostCondition.LOST
                && !host.isDrained
                && (one.stopsAt < 0 || host.condition == HostCondition.READY);
    }

    private boolean isWanted(Version version) {
        return version == currentVersion()
                || update.filter(kept -> versions.get(kept.from()) == version).isPresent();
    }

    private Observation observation() {
        Set<String> stopping = new HashSet<>();
        containers.stream().filter(one -> one.stopsAt >= 0).forEach(one -> stopping.add(one.id));
        return new Observation(
                new Observation.Wanted(currentVersion().definition, Goal.running(number)),
                HostStates.of(hosts.entrySet().stream()
                        .map(host -> state(host.getKey(), host.getValue()))
                        .toList()),
                containers.stream()
                        .filter(one -> hosts.get(one.place.host().value()).condition != HostCondition.LOST)
                        .map(UpdateModel::replica)
                        .toList(),
                new UnderWay(
                        starts.stream().map(Sent::place).collect(Collectors.toSet()), stopping, Set.of(), Set.of()),
                History.NONE,
                now(),
                new Observation.Limits(random.nextInt(1), 100, Duration.ofMinutes(1)));
    }

    private static Replica replica(Made one) {
        return new Replica(
                one.place.host(),
                new Container(
                        one.id,
                        "web-" + one.place.slot(),
                        new Claim.Ours(
                                Given.WEB.name(),
                                one.place.slot(),
                                Edition.of(one.version.definition).label()),
                        Optional.of("docker.io/library/nginx:1"),
                        BEGIN.plusSeconds(one.begun),
                        Container.Run.of(one.state, runs(one) ? one.health : Health.NONE)));
    }

    private HostState state(String name, Any host) {
        int running = (int) containers.stream()
                .filter(one -> one.place.host().value().equals(name) && runs(one))
                .count();
        HostView view = new HostView(
                new HostName(name),
                HostProfile.PLAIN,
                new ReportNumber(1, 1),
                new EngineStatus(host.condition, BEGIN, BEGIN, Optional.of("20.10"), Optional.empty()),
                running,
                0);
        return new HostState(
                view,
                host.isDrained ? Availability.drainingUntil(BEGIN.plusSeconds(1_000_000)) : Availability.ACTIVE,
                0);
    }

    AssertionError broken(String what) {
        return new AssertionError("seed " + seed + ", second " + second + ": " + what + "\n" + this);
    }

    @Override
    public String toString() {
        return "number " + number + ", " + update + ", config " + config + ", versions "
                + versions.values().stream()
                        .map(version -> version.id + " " + version.kind + (version.isProven ? " proven" : ""))
                        .toList()
                + "\nhosts "
                + hosts.entrySet().stream()
                        .map(host -> host.getKey() + " " + host.getValue().condition
                                + (host.getValue().isDrained ? " drained" : ""))
                        .toList()
                + "\nstarts "
                + starts.stream().map(s -> s.place + " v" + s.version.id).toList() + "\n"
                + containers.stream()
                        .map(one -> one.id + " " + one.place + " v" + one.version.id + " " + one.state + " "
                                + one.health + (one.stopsAt >= 0 ? " stopping" : ""))
                        .collect(Collectors.joining("\n"));
    }
}
