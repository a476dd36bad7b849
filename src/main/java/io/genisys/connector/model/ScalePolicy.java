package io.genisys.connector.model;

import java.util.Objects;

/**
 * What is done with numbers that are asked for.
 *
 * @param defaults for what definitions do not say
 * @param excess what is done with a number that does not hold at once
 * @param most containers that a service may have at all
 */
public record ScalePolicy(ScaleLimits defaults, Excess excess, int most) {
    /** Numbers are not limited. */
    public static final ScalePolicy NONE = new ScalePolicy(ScaleLimits.NONE, Excess.CLAMP, Integer.MAX_VALUE);

    public ScalePolicy {
        Objects.requireNonNull(defaults);
        Objects.requireNonNull(excess);
    }

    /** What is done with a number that does not hold at once. */
    public enum Excess {
        /** As much of it holds as may. */
        CLAMP,
        /** Nothing of it is taken. */
        REFUSE
    }

    public boolean refuses() {
        return excess == Excess.REFUSE;
    }

    /** The same, which refuses none. */
    public ScalePolicy clamping() {
        return new ScalePolicy(defaults, Excess.CLAMP, most);
    }

    /** The limits of that service. */
    public ScaleLimits limits(ServiceDefinition service) {
        return service.detail(Detail.SCALING)
                .orElse(ScaleLimits.NONE)
                .or(defaults)
                .within(most);
    }
}
