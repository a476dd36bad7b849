package io.genisys.connector.plan;

import static io.genisys.connector.plan.Given.found;
import static io.genisys.connector.plan.Given.madeAt;
import static io.genisys.connector.plan.Given.ours;
import static io.genisys.connector.plan.Given.outdated;
import static io.genisys.connector.plan.Given.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.Replica;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Protected containers go last when the number shrinks, and go all the same. */
class ProtectionTest {
    private static List<String> stops(Given given) {
        return given.plan().stops().stream().map(Replica::id).toList();
    }

    private static Replica young(String id, int slot) {
        return madeAt(ours(id, "a", slot), Given.NOW.plusSeconds(60));
    }

    @Test
    void aProtectedContainerGoesAfterOlderOnes() {
        Given given = wanted(2).host("a").there(ours("1", "a", 1), ours("2", "a", 2), young("3", 3));
        assertThat(stops(given)).containsExactly("3");
        assertThat(stops(given.protectedOnes("3"))).containsExactly("1");
    }

    @Test
    void aProtectedContainerGoesIfTheOthersAreNotEnough() {
        Given given =
                wanted(0).host("a").there(ours("1", "a", 1), young("2", 2)).protectedOnes("2");
        assertThat(stops(given)).containsExactly("1", "2");
    }

    @Test
    void aProtectedContainerStaysIfAnotherOneCanNotBeStoppedForNow() {
        Given given = wanted(1)
                .host("a")
                .there(ours("1", "a", 1), ours("2", "a", 2))
                .held("1")
                .protectedOnes("2");
        assertThat(stops(given)).isEmpty();
    }

    @Test
    void anOutdatedOneIsProtectedToo() {
        Given given = wanted(1)
                .host("a")
                .there(ours("1", "a", 1), outdated("2", "a", 2))
                .protectedOnes("2");
        assertThat(stops(given)).containsExactly("1");
    }

    @Test
    void nothingProtectsAnUnhealthyOne() {
        Replica sick = ours("2", "a", 2, ContainerState.RUNNING, Health.UNHEALTHY);
        assertThat(stops(wanted(1).host("a").there(ours("1", "a", 1), sick).protectedOnes("2")))
                .containsExactly("2");
    }

    @Test
    void ownContainersStillGoBeforeUnlabelledOnes() {
        Given given = wanted(1)
                .host("a")
                .there(ours("1", "a", 1), found("2", "a"))
                .provenIn("2", -60)
                .protectedOnes("1");
        assertThat(stops(given)).containsExactly("1");
    }

    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void protectionChangesWhichOnesGoAndNeverHowMany(long seed) {
        Random random = new Random(seed);
        Set<String> protectedIds = new HashSet<>();
        Given plain = wanted(random.nextInt(8)).host("a").host("b");
        for (int i = 1; i <= random.nextInt(12); i++) {
            plain.there(ours("" + i, random.nextBoolean() ? "a" : "b", i));
            if (random.nextInt(3) == 0) {
                protectedIds.add("" + i);
            }
        }
        int without = stops(plain).size();
        List<String> with = stops(plain.protectedOnes(protectedIds.toArray(String[]::new)));

        assertThat(with).hasSize(without);
        List<String> stopsOfProtected =
                with.stream().dropWhile(id -> !protectedIds.contains(id)).toList();
        assertThat(protectedIds).containsAll(stopsOfProtected);
    }
}
