package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold of any plan, whatever was seen: random situations, each from its seed. */
class PlannerPropertiesTest {
    private static final List<String> HOSTS = List.of("a", "b", "c");

    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameForTheSameObservationInAnyOrder(long seed) {
        Observation seen = any(seed);
        List<Replica> shuffled = new ArrayList<>(seen.replicas());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Set.copyOf(Planner.plan(with(seen, shuffled)).stops()))
                .isEqualTo(Set.copyOf(Planner.plan(seen).stops()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverComesAboveTheNumberByStarting(long seed) {
        Observation seen = any(seed);
        Plan plan = Planner.plan(seen);

        assertThat(plan.starts().isEmpty()
                        || fit(seen, List.of())
                                        + seen.underWay().starting().size()
                                        + plan.starts().size()
                                <= seen.wanted().goal().number())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverComesBelowTheNumberByStopping(long seed) {
        Observation seen = any(seed);
        List<Replica> stops = Planner.plan(seen).stops();
        long before = fit(seen, List.of());
        long after = fit(seen, stops);

        assertThat(after == before || after >= seen.wanted().goal().number()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stopsNoGoodOneOfOursWhileABrokenOrStartingOrOutdatedOrFlappingOneStays(long seed) {
        Observation seen = any(seed);
        Set<Replica> stops = Set.copyOf(Planner.plan(seen).stops());
        Predicate<Replica> good = i -> i.isOurs()
                && i.container().isReady()
                && i.container().claim() instanceof Claim.Ours ours
                && ours.definition().equals(Given.WEB.hash())
                && !seen.history().sightings().wasUnhealthyLately(i.id(), seen.now());

        if (stops.stream().anyMatch(good)) {
            assertThat(orderable(seen))
                    .filteredOn(i -> i.isOurs() && !good.test(i) && !stops.contains(i))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stopsNoFoundOneWhileOneOfOursStays(long seed) {
        Observation seen = any(seed);
        Set<Replica> stops = Set.copyOf(Planner.plan(seen).stops());

        if (stops.stream().anyMatch(i -> !i.isOurs())) {
            assertThat(orderable(seen))
                    .filteredOn(i -> i.isOurs() && !stops.contains(i))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ordersNothingOnHostsThatDoNotAnswer(long seed) {
        Observation seen = any(seed);
        Plan plan = Planner.plan(seen);
        Set<HostName> ready =
                seen.hosts().all().filter(h -> h.isReady()).map(h -> h.host()).collect(Collectors.toSet());

        assertThat(plan.starts()).allMatch(p -> ready.contains(p.host()));
        assertThat(plan.stops()).allMatch(i -> ready.contains(i.host()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void usesNoSlotTwice(long seed) {
        Observation seen = any(seed);
        Set<Integer> used = new HashSet<>();
        seen.replicas().forEach(i -> i.slot().ifPresent(used::add));
        seen.underWay().starting().forEach(p -> used.add(p.slot()));

        assertThat(Planner.plan(seen).starts()).allMatch(p -> used.add(p.slot()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spreadsAsEvenlyAsItCan(long seed) {
        int hosts = 1 + (int) (seed % 3);
        int number = (int) (seed % 17);
        Given given = Given.wanted(number);
        HOSTS.subList(0, hosts).forEach(given::host);
        Map<HostName, Integer> copies = new HashMap<>();
        given.plan().starts().forEach(p -> copies.merge(p.host(), 1, Integer::sum));

        assertThat(copies.values()).allMatch(n -> n == number / hosts || n == number / hosts + 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replacesNoPausedContainerWithinItsPatience(long seed) {
        Observation seen = any(seed);
        long waitedFor = seen.replicas().stream()
                .filter(i -> i.isOurs() && i.container().state() == ContainerState.PAUSED)
                .filter(i -> !seen.underWay().isStopping(i) && !seen.underWay().isStarting(i))
                .filter(i -> seen.history()
                        .sightings()
                        .idleSince(i.id())
                        .filter(since ->
                                since.plus(seen.limits().pausePatience()).isAfter(seen.now()))
                        .isPresent())
                .count();
        Plan plan = Planner.plan(seen);

        assertThat(plan.starts().isEmpty()
                        || fit(seen, List.of())
                                        + waitedFor
                                        + seen.underWay().starting().size()
                                        + plan.starts().size()
                                <= seen.wanted().goal().number())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anUnprovenFoundContainerCostsNoGoodOneOfOursItsLife(long seed) {
        Observation seen = any(seed);
        List<Replica> without =
                seen.replicas().stream().filter(i -> !isUnproven(seen, i)).toList();
        long stopped = goodOnes(Planner.plan(seen).stops());
        long stoppedWithout = goodOnes(Planner.plan(with(seen, without)).stops());

        assertThat(stopped).isLessThanOrEqualTo(stoppedWithout);
    }

    private static boolean isUnproven(Observation seen, Replica replica) {
        return !replica.isOurs() && !seen.history().sightings().isProven(replica.id(), seen.now());
    }

    private static long goodOnes(List<Replica> stops) {
        return stops.stream().filter(i -> i.isOurs() && i.container().isReady()).count();
    }

    /** Where no container is worse than another: else the worse one goes, wherever it is. */
    @ParameterizedTest
    @MethodSource("seeds")
    void leavesTheSpreadOverTheHostsNoWorse(long seed) {
        Random random = new Random(seed);
        Given given = Given.wanted(random.nextInt(10));
        HOSTS.forEach(given::host);
        int there = random.nextInt(20);
        for (int i = 0; i < there; i++) {
            given.there(Given.ours("id" + i, host(random), i + 1));
        }
        Observation seen = given.window(100).observation();
        Plan plan = Planner.plan(seen);
        List<HostName> after = new ArrayList<>();
        seen.replicas().stream().filter(i -> !plan.stops().contains(i)).forEach(i -> after.add(i.host()));
        plan.starts().forEach(p -> after.add(p.host()));

        assertThat(unevenness(after))
                .isLessThanOrEqualTo(Math.max(
                        1,
                        unevenness(seen.replicas().stream().map(Replica::host).toList())));
    }

    private static int unevenness(List<HostName> copies) {
        List<Integer> counts = HOSTS.stream()
                .map(host -> Collections.frequency(copies, new HostName(host)))
                .toList();
        return Collections.max(counts) - Collections.min(counts);
    }

    private static Observation any(long seed) {
        Random random = new Random(seed);
        Given given = Given.wanted(random.nextInt(8));
        HOSTS.forEach(host -> given.host(
                host, random.nextInt(5) == 0 ? HostCondition.UNREACHABLE : HostCondition.READY, random.nextInt(9)));
        int replicas = random.nextInt(12);
        for (int i = 0; i < replicas; i++) {
            given.there(replica(random, i));
            if (random.nextInt(8) == 0) {
                given.stopping("id" + i);
            }
            if (random.nextInt(4) == 0) {
                given.idleFor("id" + i, random.nextInt(120));
            }
            if (random.nextInt(4) == 0) {
                given.provenIn("id" + i, random.nextInt(30) - 15);
            }
            if (random.nextInt(8) == 0) {
                given.unhealthy("id" + i, random.nextInt(900));
            }
        }
        for (int slot = 100; slot < 100 + random.nextInt(3); slot++) {
            given.starting(host(random), slot);
        }
        return given.window(1 + random.nextInt(10)).observation();
    }

    private static Replica replica(Random random, int i) {
        if (random.nextInt(5) == 0) {
            return Given.found("id" + i, host(random));
        }
        ContainerState state = random.nextBoolean() ? ContainerState.RUNNING : oneOf(random, ContainerState.values());
        Health health = oneOf(random, Health.values());
        Claim claim = new Claim.Ours(Given.WEB.name(), i + 1, random.nextInt(4) == 0 ? "older" : Given.WEB.hash());
        return Given.replica("id" + i, host(random), claim, state, health);
    }

    private static <T> T oneOf(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String host(Random random) {
        return HOSTS.get(random.nextInt(HOSTS.size()));
    }

    /** What runs and is not an unhealthy one of ours, without those. */
    private static long fit(Observation seen, List<Replica> without) {
        return seen.replicas().stream()
                .filter(i -> i.container().isRunning() && !seen.underWay().isStopping(i))
                .filter(i -> !(i.isOurs() && i.container().health() == Health.UNHEALTHY))
                .filter(i -> !without.contains(i))
                .count();
    }

    /** What runs or could, and could be stopped. */
    private static List<Replica> orderable(Observation seen) {
        Set<HostName> ready =
                seen.hosts().all().filter(h -> h.isReady()).map(h -> h.host()).collect(Collectors.toSet());
        return seen.replicas().stream()
                .filter(i -> ready.contains(i.host()) && !seen.underWay().isStopping(i))
                .filter(i -> i.container().state() != ContainerState.REMOVING)
                .toList();
    }

    private static Observation with(Observation seen, List<Replica> replicas) {
        return new Observation(
                seen.wanted(), seen.hosts(), replicas, seen.underWay(), seen.history(), seen.now(), seen.limits());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void comesToTheNumberAndStaysThere(long seed) {
        Observation seen = any(seed);
        List<Replica> replicas = new ArrayList<>(seen.replicas());
        replicas.removeIf(i -> seen.underWay().isStopping(i));
        Given given = Given.wanted(seen.wanted().goal().number()).window(100);
        HOSTS.forEach(given::host);
        for (int pass = 0; pass < 3; pass++) {
            Plan plan = Planner.plan(with(given.observation(), replicas));
            replicas.removeAll(plan.stops());
            plan.starts()
                    .forEach(p ->
                            replicas.add(Given.ours("new" + p.slot(), p.host().value(), p.slot())));
        }
        assertThat(Planner.plan(with(given.observation(), replicas))).isEqualTo(Plan.NOTHING);
        assertThat(replicas.stream().filter(i -> i.container().isRunning()))
                .hasSize(seen.wanted().goal().number());
    }
}
