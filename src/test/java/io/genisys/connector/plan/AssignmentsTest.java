package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.Assigned.Hold;
import io.genisys.connector.model.HostName;
import io.genisys.connector.plan.Assignments.Node;
import io.genisys.connector.plan.Assignments.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssignmentsTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<HostName, Duration> unreached = new HashMap<>();
    private final Set<HostName> ended = new HashSet<>();
    private Assignments now = Assignments.NONE;
    private boolean isQuiet;
    private long number;

    private static HostName host(String name) {
        return new HostName(name);
    }

    private static Set<HostName> hosts(String... names) {
        return Arrays.stream(names).map(AssignmentsTest::host).collect(Collectors.toSet());
    }

    private AssignmentsTest node(String id, String... listed) {
        nodes.put(id, new Node(0, hosts(listed)));
        return this;
    }

    private AssignmentsTest next() {
        now = now.next(new Situation(nodes, ended, unreached, LIMIT, isQuiet), ++number);
        return this;
    }

    /** Each node gives back at once what is withdrawn. */
    private void settle() {
        for (int i = 0; i < 100; i++) {
            Map<HostName, Assigned> given = new TreeMap<>(now.hosts());
            given.replaceAll((host, last) -> last.isWithdrawn() ? last.freed() : last);
            now = new Assignments(new TreeMap<>(given));
            next();
        }
    }

    private Map<String, String> held() {
        Map<String, String> all = new TreeMap<>();
        now.hosts().forEach((host, last) -> {
            if (last.isHeld()) {
                all.put(host.value(), last.node());
            }
        });
        return all;
    }

    @Test
    void hostsAreSharedEvenly() {
        node("n1", "a", "b", "c", "d").node("n2", "a", "b", "c", "d").next();

        assertThat(held()).isEqualTo(Map.of("a", "n1", "b", "n2", "c", "n1", "d", "n2"));
    }

    @Test
    void hostsThatANodeHasForItselfCountToo() {
        nodes.put("n1", new Node(2, hosts("a", "b", "c")));
        node("n2", "a", "b", "c").next();

        assertThat(held()).isEqualTo(Map.of("a", "n2", "b", "n2", "c", "n1"));
    }

    @Test
    void aHostGoesOnlyToANodeThatListsIt() {
        node("n1", "a", "b").node("n2", "c").next();

        assertThat(held()).isEqualTo(Map.of("a", "n1", "b", "n1", "c", "n2"));
    }

    @Test
    void nothingMovesWhileNothingChanges() {
        node("n1", "a", "b", "c").node("n2", "a", "b", "c").next();
        Assignments before = now;
        isQuiet = true;

        next();

        assertThat(now).isEqualTo(before);
    }

    @Test
    void theHostsOfANodeThatIsGoneGoToTheOthersOnceItCanDoNothingAnyMore() {
        node("n1", "a", "b").node("n2", "a", "b").next();
        nodes.remove("n1");

        next();
        assertThat(held()).isEqualTo(Map.of("b", "n2"));
        assertThat(now.hosts().get(host("a")).hold()).isEqualTo(Hold.WITHDRAWN);
        next();
        assertThat(held()).isEqualTo(Map.of("b", "n2"));
        ended.add(host("a"));
        next();

        assertThat(held()).isEqualTo(Map.of("a", "n2", "b", "n2"));
        assertThat(now.hosts().get(host("a")).number()).isEqualTo(number);
    }

    @Test
    void aHostThatItsNodeGaveBackNeedsNoWait() {
        node("n1", "a").node("n2", "a").next();
        now = new Assignments(
                new TreeMap<>(Map.of(host("a"), now.hosts().get(host("a")).freed())));
        nodes.remove("n1");

        next();

        assertThat(held()).isEqualTo(Map.of("a", "n2"));
    }

    @Test
    void aHostThatNoNodeListsAnyMoreIsForgotten() {
        node("n1", "a", "b").next();

        node("n1", "b").next();
        ended.add(host("a"));
        next();

        assertThat(now.hosts()).containsOnlyKeys(host("b"));
    }

    @Test
    void aHostIsTriedFromAnotherNodeOnceItWasNotReachedForTheLimit() {
        node("n1", "a").node("n2", "a").node("n3", "a").next();
        unreached.put(host("a"), LIMIT.minusMillis(1));
        next();
        assertThat(held()).isEqualTo(Map.of("a", "n1"));

        unreached.put(host("a"), LIMIT);
        next();
        unreached.clear();
        settle();

        assertThat(held()).isEqualTo(Map.of("a", "n2"));
    }

    @Test
    void aHostThatNoneReachesGoesRoundOnceAndThenMoreAndMoreSlowly() {
        node("n1", "a").node("n2", "a").next();
        List<Integer> moves = new ArrayList<>();
        int seconds = 0;
        int since = 0;
        while (seconds < 3600) {
            unreached.put(host("a"), Duration.ofSeconds(seconds - since));
            next();
            if (now.hosts().get(host("a")).isWithdrawn()) {
                moves.add(seconds);
                since = seconds;
                ended.add(host("a"));
                next();
                ended.clear();
            }
            seconds++;
        }

        assertThat(moves).startsWith(15, 30, 60, 90, 150, 210).hasSizeLessThan(16);
        assertThat(now.hosts().get(host("a")).tries()).isEqualTo(moves.size());
    }

    @Test
    void aHostThatIsReachedAgainBeginsAFreshRound() {
        node("n1", "a").node("n2", "a").next();
        unreached.put(host("a"), LIMIT);
        next();
        ended.add(host("a"));
        next();
        assertThat(now.hosts().get(host("a")).tries()).isOne();

        unreached.clear();
        ended.clear();
        next();

        assertThat(now.hosts().get(host("a")).tries()).isZero();
        assertThat(held()).isEqualTo(Map.of("a", "n2"));
    }

    @Test
    void aHostThatOnlyOneNodeListsStaysThereReachedOrNot() {
        node("n1", "a").node("n2").next();
        unreached.put(host("a"), LIMIT.multipliedBy(100));

        next();

        assertThat(held()).isEqualTo(Map.of("a", "n1"));
    }

    @Test
    void aNodeThatCameLaterGetsItsShareOneAfterTheOther() {
        node("n1", "a", "b", "c", "d").next();
        node("n2", "a", "b", "c", "d").next();
        assertThat(held()).doesNotContainValue("n2");

        isQuiet = true;
        next();
        next();
        assertThat(now.hosts().values().stream().filter(Assigned::isWithdrawn)).hasSize(1);
        settle();

        assertThat(held().values().stream().filter("n2"::equals)).hasSize(2);
    }

    @Test
    void nothingMovesForEvennessWhileItsHostIsNotReached() {
        node("n1", "a", "b", "c").next();
        node("n2", "a", "b", "c").next();
        isQuiet = true;
        hosts("a", "b", "c").forEach(host -> unreached.put(host, Duration.ZERO));

        next();

        assertThat(held()).doesNotContainValue("n2").hasSize(3);
    }

    /** Whatever happens, no host changes its node without having been withdrawn, and all comes to rest evenly. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void movesOnlyWhatHasEndedAndComesToRest(long seed) {
        Random random = new Random(seed);
        String[] all = IntStream.range(0, 12).mapToObj(i -> "h" + i).toArray(String[]::new);
        for (int i = 0; i < 300; i++) {
            String id = "n" + random.nextInt(4);
            if (random.nextInt(4) == 0) {
                nodes.remove(id);
            } else {
                node(id, all);
            }
            ended.clear();
            now.hosts().keySet().stream().filter(host -> random.nextInt(3) == 0).forEach(ended::add);
            isQuiet = random.nextBoolean();
            Assignments before = now;
            next();
            now.hosts().forEach((host, last) -> {
                Assigned was = before.hosts().get(host);
                boolean isMoved = was != null && was.number() != last.number();
                assertThat(isMoved && !(was.isWithdrawn() && ended.contains(host)))
                        .isFalse();
            });
        }
        node("n0", all).node("n1", all).node("n2", all).node("n3", all);
        isQuiet = true;
        settle();
        Assignments rest = now;
        next();

        assertThat(now).isEqualTo(rest);
        assertThat(held()).hasSize(12);
        assertThat(nodes.keySet())
                .allSatisfy(id ->
                        assertThat(held().values().stream().filter(id::equals)).hasSize(3));
    }
}
