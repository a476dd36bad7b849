package io.genisys.connector.soak;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a caller knows of one service: more than one state is possible after an answer that never came. */
public final class Belief {
    /**
     * @param variant of its definition; empty where there is no such service
     * @param number that is wanted; empty where none was asked for
     */
    public record State(OptionalInt variant, OptionalInt number) {
        public static final State ABSENT = new State(OptionalInt.empty(), OptionalInt.empty());

        public State defined(int as) {
            return new State(OptionalInt.of(as), number);
        }

        /** A service that is not there gets no number. */
        public State scaled(int to) {
            return variant.isPresent() ? new State(variant, OptionalInt.of(to)) : this;
        }

        State withoutNumber() {
            return new State(variant, OptionalInt.empty());
        }

        @Override
        public String toString() {
            return variant.isEmpty()
                    ? "absent"
                    : "variant " + variant.getAsInt() + " number " + (number.isPresent() ? number.getAsInt() : "none");
        }
    }

    private Set<State> possible = Set.of(State.ABSENT);

    public void acknowledged(UnaryOperator<State> change) {
        possible = possible.stream().map(change).collect(Collectors.toSet());
    }

    /** It may have been done or not. */
    public void unanswered(UnaryOperator<State> change) {
        Set<State> more = new LinkedHashSet<>(possible);
        possible.forEach(state -> more.add(change.apply(state)));
        possible = more;
    }

    public boolean allows(State seen) {
        return possible.contains(seen);
    }

    public boolean isCertain() {
        return possible.size() == 1;
    }

    /** Only where it is certain. */
    public State state() {
        return possible.iterator().next();
    }

    public boolean mayBeThere() {
        return possible.stream().anyMatch(state -> state.variant().isPresent());
    }

    @Override
    public String toString() {
        return possible.toString();
    }
}
