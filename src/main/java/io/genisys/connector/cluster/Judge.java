package io.genisys.connector.cluster;

import io.genisys.connector.model.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges by what a node hears of the others through the event bus, while the store says that they are there: a leader
 * that hears too few of them can decide little, and a process that hears none may have broken connections that do not
 * heal. To be asked after each round of questions.
 */
final class Judge {
    /** A leader that hears fewer than half for so long is to give up the lead. */
    static final Duration LONGEST_DEAF = Duration.ofSeconds(10);
    /** A process that hears none for so long is to end. */
    static final Duration LONGEST_ALONE = Duration.ofMinutes(2);

    private final SteadyClock clock;
    private Optional<Instant> deafSince = Optional.empty();
    /** Since when others could be heard: before that, silence says nothing of this process. */
    private Optional<Instant> amongOthersSince = Optional.empty();

    Judge(SteadyClock clock) {
        this.clock = clock;
    }

    /**
     * What a node knows after a round.
     *
     * @param members as the store has them, this node among them
     * @param heard how many of the others answer
     * @param lastHeard when any of them answered last
     * @param hasQuorum whether this node has the connection of a quorum
     * @param isLeading whether this node leads
     */
    record Round(int members, int heard, Instant lastHeard, boolean hasQuorum, boolean isLeading) {
        /** Itself among them. */
        private boolean hearsHalf() {
            return (heard + 1) * 2 >= members;
        }

        private boolean isAmongOthers() {
            return hasQuorum && members > 1;
        }
    }

    /** What this node is to do. */
    enum Verdict {
        GO_ON,
        YIELD_THE_LEAD,
        END
    }

    Verdict judge(Round round) {
        Instant now = clock.instant();
        deafSince = round.hearsHalf() ? Optional.empty() : deafSince.or(() -> Optional.of(now));
        amongOthersSince = round.isAmongOthers() ? amongOthersSince.or(() -> Optional.of(now)) : Optional.empty();
        if (amongOthersSince
                .filter(since -> isLonger(LONGEST_ALONE, later(since, round.lastHeard()), now))
                .isPresent()) {
            return Verdict.END;
        }
        return round.isLeading()
                        && deafSince
                                .filter(since -> isLonger(LONGEST_DEAF, since, now))
                                .isPresent()
                ? Verdict.YIELD_THE_LEAD
                : Verdict.GO_ON;
    }

    private static boolean isLonger(Duration most, Instant since, Instant now) {
        return !now.isBefore(since.plus(most));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
