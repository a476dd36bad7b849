package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.cluster.Judge.Round;
import io.genisys.connector.cluster.Judge.Verdict;
import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JudgeTest {
    private static final Instant WALL = Instant.parse("2026-01-02T03:04:05Z");

    private Duration passed = Duration.ofHours(1);
    /** By how much the wall clock was turned: nothing is judged by it. */
    private Duration turned = Duration.ZERO;

    private final SteadyClock clock = new SteadyClock(() -> WALL.plus(turned), () -> passed.toNanos());
    private final Judge judge = new Judge(clock);
    private Instant lastHeard = clock.instant();
    private int members = 3;
    private boolean hasQuorum = true;
    private boolean isLeading = true;

    /** A round, so much after the one before. */
    private Verdict round(int heard, Duration later) {
        passed = passed.plus(later);
        turned = turned.minus(Duration.ofDays(1));
        if (heard > 0) {
            lastHeard = clock.instant();
        }
        return judge.judge(new Round(members, heard, lastHeard, hasQuorum, isLeading));
    }

    private Verdict rounds(int heard, Duration time) {
        Verdict last = Verdict.GO_ON;
        for (Duration left = time; !left.isNegative() && !left.isZero(); left = left.minus(Probes.PERIOD)) {
            last = round(heard, Probes.PERIOD);
        }
        return last;
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    @Test
    void aLeaderThatHearsFewerThanHalfForTenSecondsYieldsTheLead() {
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(4))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(1))).isEqualTo(Verdict.YIELD_THE_LEAD);
    }

    @Test
    void oneThatHearsHalfAgainBeginsToCountAgain() {
        round(0, seconds(5));
        round(0, seconds(5));
        assertThat(round(1, seconds(5))).isEqualTo(Verdict.GO_ON);

        assertThat(round(0, seconds(5))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.YIELD_THE_LEAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void halfOfAllIsEnoughThisNodeAmongThem(int all) {
        members = all;
        int half = (all + 1) / 2 - 1;

        assertThat(rounds(half, Duration.ofSeconds(60))).isEqualTo(Verdict.GO_ON);
        if (half > 0) {
            assertThat(rounds(half - 1, Duration.ofSeconds(60))).isEqualTo(Verdict.YIELD_THE_LEAD);
        }
    }

    @Test
    void oneThatDoesNotLeadHasNothingToYield() {
        isLeading = false;

        assertThat(rounds(0, Duration.ofSeconds(60))).isEqualTo(Verdict.GO_ON);
    }

    @Test
    void aProcessThatHearsNoOtherForTwoMinutesEnds() {
        isLeading = false;
        rounds(2, seconds(60));

        assertThat(rounds(0, seconds(115))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.END);
    }

    @Test
    void oneOtherThatIsHeardIsEnoughToStay() {
        isLeading = false;
        members = 5;

        assertThat(rounds(1, Duration.ofMinutes(10))).isEqualTo(Verdict.GO_ON);
    }

    @Test
    void aProcessThatWasAloneForLongHasTwoMinutesToHearTheFirstOneThatComes() {
        members = 1;
        assertThat(rounds(0, Duration.ofHours(1))).isEqualTo(Verdict.GO_ON);
        isLeading = false;

        members = 2;
        assertThat(rounds(0, seconds(120))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.END);
    }

    @Test
    void aProcessThatWasCutOffForLongHasTwoMinutesToHearTheOthersAgain() {
        isLeading = false;
        hasQuorum = false;
        assertThat(rounds(0, Duration.ofHours(1))).isEqualTo(Verdict.GO_ON);

        hasQuorum = true;
        assertThat(rounds(0, seconds(120))).isEqualTo(Verdict.GO_ON);
        assertThat(round(0, seconds(5))).isEqualTo(Verdict.END);
    }
}
