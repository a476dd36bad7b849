package io.genisys.connector.catalog;

import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Asked;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Limit;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks for a number of a service.
 *
 * @param number 0 or more; empty: the one that was asked for last, of which more may hold by now
 * @param now by the clock of this process, which goes on evenly
 */
public record Ask(OptionalInt number, ScalePolicy policy, Instant now) {
    public Ask {
        Objects.requireNonNull(number);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(now);
    }

    public static Ask of(int number, ScalePolicy policy, Instant now) {
        return new Ask(OptionalInt.of(number), policy, now);
    }

    /** For as much as holds now of what was asked for last. */
    public static Ask again(ScalePolicy policy, Instant now) {
        return new Ask(OptionalInt.empty(), policy, now);
    }

    /** What holds of it; empty: none is asked for, and none was. */
    public Optional<Allowance> allowance(Entry entry, boolean isFrozen) {
        OptionalInt asked = number.isPresent() ? number : entry.asked();
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(Allowance.of(
                        asked.getAsInt(),
                        entry.number(),
                        entry.wanted().asked().orElse(Asked.NONE),
                        limits(entry),
                        isFrozen,
                        now));
    }

    /** Whether the entry is another one once that holds. */
    public boolean changes(Entry entry, Allowance allowance) {
        return !applied(entry, allowance).equals(entry);
    }

    /** The entry once that holds. */
    Entry applied(Entry entry, Allowance allowance) {
        Asked before = entry.wanted().asked().orElse(Asked.NONE);
        Asked after = allowance.after(entry.number(), before, limits(entry), now);
        return entry.wanting(entry.wanted().number(allowance.number(), after.kept()));
    }

    private ScaleLimits limits(Entry entry) {
        return policy.limits(entry.definition());
    }

    /** Only a caller is refused: throws {@link FailureException} of kind INVALID, with the limit that it names. */
    public void check(Entry entry, Allowance allowance) {
        if (number.isPresent() && policy.refuses()) {
            allowance.by().ifPresent(by -> {
                throw new FailureException(FailureKind.INVALID, words(entry, allowance, by));
            });
        }
    }

    private String words(Entry entry, Allowance allowance, Limit by) {
        ScaleLimits limits = limits(entry);
        String why =
                switch (by) {
                    case MIN -> "scaling.min is " + limits.min().orElseThrow();
                    case MAX -> "scaling.max is " + limits.max().orElseThrow();
                    case STEP_UP -> "scaling.step_up is " + limits.up().step().orElseThrow();
                    case STEP_DOWN ->
                        "scaling.step_down is " + limits.down().step().orElseThrow();
                    case COOLDOWN_UP -> "scaling.cooldown_up is not over";
                    case COOLDOWN_DOWN -> "scaling.cooldown_down is not over";
                    case FROZEN -> "it is frozen";
                };
        return "service " + entry.service() + " cannot be scaled to " + allowance.asked() + " now: " + why;
    }
}
