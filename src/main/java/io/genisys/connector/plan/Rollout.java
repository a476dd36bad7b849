package io.genisys.connector.plan;

import io.genisys.connector.model.Detail;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.model.UpdateConfig;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do next for a service that is being updated: what {@link Planner} does, for the containers of the new
 * definition and for all others each by itself. The two numbers decide all:
 *
 * <ol>
 *   <li>A new container is good when it has been ready for {@code monitor}; for a rollback, when it is ready.
 *   <li>Start-first: the others are to be as many as there are not yet good ones; the new ones, as many as the others
 *       leave free, and {@code parallelism} more. So there are never fewer ready ones than before, nor more than the
 *       number and {@code parallelism}.
 *   <li>Stop-first: the others are to be {@code parallelism} less than that, and new ones take the places that are
 *       free. It is so if {@code order} says it, and also if a fixed port or the named volume of a single container
 *       forbids two at once.
 *   <li>Until the new definition is proven, all others are started by the one before: what ended, was lost, is drained,
 *       or is wanted beyond. From then on all are started by the new one, and the others only become fewer.
 *   <li>While {@code delay} is not over since the last good one, which a rollback does not wait for, or the update is
 *       paused or frozen, no further one is replaced.
 *   <li>Those that are not ready or unhealthy go first, as for a smaller number, and each by itself leaves a place
 *       free.
 * </ol>
 *
 * Pure: only what is kept of the update is acted on.
 *
 * @param before orders by the definition before, and for its containers
 * @param target orders by the new definition, and for its containers
 * @param step what is to be kept next
 * @param again when there may be something to do by itself
 */
public record Rollout(Plan before, Plan target, Optional<Step> step, Optional<Instant> again, Order order) {
    public Rollout {
        Objects.requireNonNull(before);
        Objects.requireNonNull(target);
        Objects.requireNonNull(step);
        Objects.requireNonNull(again);
        Objects.requireNonNull(order);
    }

    /** What comes first, and why, if it is not as {@code order} says. */
    public record Order(boolean isStopFirst, Optional<String> why) {}

    /** What is to be kept before anything is done about it. */
    public sealed interface Step {
        /** The definition is proven. */
        record Prove() implements Step {}

        /** The update is like that. */
        record Keep(ServiceUpdate update, boolean cameFurther) implements Step {}

        /** The version of before is the current one again. */
        record TakeBack(long version, String why) implements Step {}
    }

    public static Rollout of(Observation seen, Update update) {
        Sides sides = Sides.of(seen, update);
        Headcount count = new Headcount(seen, update, sides);
        UpdateCourse course = new UpdateCourse(seen, update, count);
        Optional<Step> step = course.next();
        Order order = order(seen, update);
        Numbers numbers = numbers(seen, update, count, order.isStopFirst(), step.isEmpty());
        Plan target = Planner.plan(Sides.wanting(sides.target(), numbers.target()));
        Plan before =
                Planner.plan(Sides.wanting(sides.afterStarts(target.starts()).before(), numbers.before()));
        if (update.isTrusted()) {
            before = withoutStarts(before);
        }
        return new Rollout(before, target, step, first(before, target, count, course, numbers), order);
    }

    /** Both halves as one. */
    public Plan plan() {
        return new Plan(
                concat(before.starts(), target.starts()),
                concat(before.stops(), target.stops()),
                before.missing() + target.missing(),
                concat(before.unplaced(), target.unplaced()).stream().distinct().toList(),
                concat(before.waits(), target.waits()),
                again);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Plan withoutStarts(Plan plan) {
        return new Plan(List.of(), plan.stops(), 0, List.<Unplaced>of(), plan.waits(), plan.again());
    }

    private static Optional<Instant> first(
            Plan before, Plan target, Headcount count, UpdateCourse course, Numbers numbers) {
        return Stream.of(before.again(), target.again(), count.next(), course.until(), numbers.delayedUntil())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** @param delayedUntil when the next one may be replaced */
    private record Numbers(int before, int target, Optional<Instant> delayedUntil) {}

    private static Numbers numbers(
            Observation seen, Update update, Headcount count, boolean isStopFirst, boolean isKept) {
        UpdateConfig config = update.config(seen.wanted().definition());
        int number = count.number();
        int good = Math.min(count.good(), update.kept().progress().replaced());
        Optional<Instant> delayedUntil = Optional.of(update.progressAt().plus(update.delay(config)))
                .filter(at -> good > 0 && at.isAfter(seen.now()));
        boolean goesOn = update.mayReplace() && isKept && delayedUntil.isEmpty();
        int atOnce = config.atOnce(number);
        int window = goesOn ? atOnce : 0;
        int before = isStopFirst
                ? number - Math.min(number, Math.max(Math.min(count.made(), good + atOnce), good + window))
                : number - good;
        int toHeal = Math.max(0, before - count.before());
        int left = (isStopFirst ? 0 : Math.min(window, count.sick())) + count.endingOfTarget();
        int surge = isStopFirst ? 0 : window;
        int most = number + surge - count.before() - count.ending();
        int free = update.isTrusted() ? number - count.before() + surge : good + window;
        int made = Math.min(number, count.made());
        int target = Math.max(made, Math.min(number, Math.min(free, most)));
        return new Numbers(before - Math.min(toHeal, left), Math.max(0, target), delayedUntil);
    }

    static Order order(Observation seen, Update update) {
        ServiceDefinition target = seen.wanted().definition();
        Optional<String> why = update.before()
                .flatMap(before -> commonPort(target, before.wanted().definition()))
                .map(port -> "port " + port + " of a host serves one container only")
                .or(() -> hasOwnVolume(target) && seen.wanted().goal().number() == 1
                        ? Optional.of("its volume is for one container at a time")
                        : Optional.empty());
        boolean isAsked = update.config(target).order() == UpdateConfig.Order.STOP_FIRST && !update.isRollback();
        return new Order(isAsked || why.isPresent(), why);
    }

    private static Optional<PortSpec> commonPort(ServiceDefinition one, ServiceDefinition other) {
        Set<PortSpec> ports = Offers.fixedPorts(other).collect(Collectors.toSet());
        return Offers.fixedPorts(one).filter(ports::contains).findFirst();
    }

    private static boolean hasOwnVolume(ServiceDefinition definition) {
        return definition.detail(Detail.VOLUMES).stream()
                .flatMap(List::stream)
                .anyMatch(mount -> mount.volume().isPresent() && !mount.isReadOnly());
    }
}
