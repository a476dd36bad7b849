package io.genisys.connector.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Engines are asked within 5 s, so few hosts are pinged every 5 s, and 1,000 every 40 s. */
class SilencesTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final HostName ONE = new HostName("one");

    private final Silences silences =
            new Silences(new ReconcileSettings.HostTimes(Duration.ofSeconds(15), Duration.ofSeconds(30)));

    private static HostView host(HostName name, HostCondition condition, Instant answered) {
        return new HostView(
                name,
                HostProfile.PLAIN,
                new ReportNumber(1, 1),
                new EngineStatus(condition, answered, answered, Optional.of("28.0"), Optional.empty()),
                0,
                0);
    }

    private void note(int others, HostCondition condition, Instant answered, Instant now) {
        List<HostView> all = Stream.concat(
                        Stream.of(host(ONE, condition, answered)),
                        IntStream.range(0, others)
                                .mapToObj(i -> host(new HostName("host" + i), HostCondition.READY, now)))
                .toList();
        silences.note(all, now);
    }

    private void answers(int others, Instant now) {
        note(others, HostCondition.READY, now, now);
    }

    private void isSilent(int others, Instant answered, Instant now) {
        note(others, HostCondition.UNREACHABLE, answered, now);
    }

    private Instant since() {
        return silences.since().get(ONE);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void ofFewHostsTheLastAnswerCounts() {
        answers(9, START);

        isSilent(9, at(100), at(110));

        assertEquals(at(100), since());
    }

    @Test
    void ofManyHostsWhatIsSilentAtOnceIsSilentFromNow() {
        answers(999, START);

        isSilent(999, at(100), at(120));

        assertEquals(at(120), since());
    }

    @Test
    void ofManyHostsOneWhosePingFailsIsNoLongerSilentThanOneOfFewWouldBe() {
        answers(999, START);

        isSilent(999, at(100), at(145));
        assertEquals(at(135), since());

        isSilent(999, at(100), at(150));
        assertEquals(at(135), since());
    }

    @Test
    void eachSilenceCountsFromItsOwnBeginning() {
        answers(999, START);
        isSilent(999, at(100), at(145));
        answers(999, at(146));

        isSilent(999, at(200), at(230));

        assertEquals(at(230), since());
    }

    @Test
    void soItDoesIfNoneLookedInBetween() {
        answers(999, START);
        isSilent(999, at(100), at(145));
        silences.allAnswer();

        isSilent(999, at(200), at(230));

        assertEquals(at(230), since());
    }

    @Test
    void anAnswerWithAnErrorIsOne() {
        answers(9, START);

        note(9, HostCondition.FAILING, at(100), at(130));

        assertEquals(at(130), since());
    }

    @Test
    void noneIsSilentForAsLongAsWeDidNotRun() {
        answers(9, START);
        silences.wakeUp(at(500));

        isSilent(9, at(100), at(501));

        assertEquals(at(500), since());
    }
}
