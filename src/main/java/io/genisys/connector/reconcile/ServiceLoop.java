package io.genisys.connector.reconcile;

import io.genisys.connector.bus.BackOffsReport;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.ToStop;
import io.genisys.connector.measure.Timing;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.Planner;
import io.genisys.connector.plan.Rebalance;
import io.genisys.connector.plan.Rollout;
import io.genisys.connector.reconcile.BackOffStore.Kept;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One service: observe, plan, apply, never two passes at once. Whatever wakes it, a pass reads the wanted number and
 * what is there again. Used from one context only.
 */
final class ServiceLoop {
    private final ServiceName service;
    private final Shared shared;
    private final Runnable end;
    private final ServiceMemory memory;
    private final Orders orders;
    private final ScaleRequests requests;
    private final ObservationReader observationReader;
    private final Removal removal;
    private final Progress progress;
    private final Leftovers leftovers;
    private final NextPass nextPass;
    private final NumberSteps steps;
    private final PassPace pace;
    private final Convergence convergence;
    private final Updating updating;

    private OptionalInt lastNumber = OptionalInt.empty();
    private long lastVersion;
    /** Whether hosts took less than was wanted. */
    private boolean isShort;

    /** Its service was removed, and one of that name is another loop's; or its reconciler has ended. */
    private boolean hasEnded;

    /** What the reconciler before kept. */
    private List<Kept> inherited;

    private boolean passScheduled;
    /** Whether the number is to be reached: always, or until the newest request has come to an end. */
    private boolean active;

    /**
     * @param inherited back-offs of the reconciler before
     * @param end is called when the service is no longer there and nothing is left to do for it
     */
    ServiceLoop(ServiceName service, Shared shared, List<Kept> inherited, Runnable end) {
        this.inherited = inherited;
        this.service = service;
        this.shared = shared;
        this.end = end;
        this.memory = ServiceMemory.of(service, shared, this::replan);
        this.orders = new Orders(service, shared, memory, this::replan);
        this.observationReader = new ObservationReader(shared, memory);
        this.progress = new Progress(shared, memory);
        this.leftovers = new Leftovers(shared, memory, orders);
        this.nextPass = new NextPass(shared, this::replan);
        this.steps = new NumberSteps(service, shared, this::act);
        this.pace = new PassPace(shared.vertx(), shared::now);
        this.convergence = new Convergence(shared.chronicle().measures());
        this.updating = new Updating(service, shared, memory, this::replan);
        this.removal = new Removal(service, shared, memory, this::pass);
        this.requests = new ScaleRequests(shared.vertx(), number -> outcome(number, false, Optional.empty()));
        this.active = shared.settings().keepsNumbers();
    }

    /** Something that this service depends on may have changed. */
    void replan() {
        if (!passScheduled) {
            passScheduled = true;
            pace.next(() -> {
                passScheduled = false;
                pass();
            });
        }
    }

    /** The same, within the slice of a sweep. */
    void replanNow() {
        if (pace.isResting()) {
            replan();
        } else if (!passScheduled) {
            pass();
        }
    }

    /** Answers when the number that was recorded is reached, can't be reached, or is not reached in that time. */
    Future<ScaleOutcome> await(ScaleRequest asked) {
        if (lastNumber.isEmpty()) {
            convergence.begin(shared.now());
        }
        ScaleRequests.Request request = requests.add(asked.number());
        active = true;
        memory.failures().newRound();
        pass();
        return requests.await(request, asked.patience());
    }

    /** Who waits is told to ask the next reconciler. */
    void release() {
        requests.release();
        removal.release();
    }

    /** Its reconciler has ended: what is still heard of its orders is for the next one to see. */
    void close() {
        release();
        hasEnded = true;
    }

    /** Stops what is ours, then forgets the service. A service that can't be removed is left without a number. */
    Future<Void> remove(Entry entry, RemoveRequest request) {
        return removal.begin(entry, request);
    }

    /** An order of the reconciler before this one counts as under way. */
    void adopt(HostName host, HostOrder order) {
        orders.adopt(host, order);
    }

    /** What failed is tried again at once. */
    void retry(Caller caller) {
        tell(What.SERVICE_RETRIED, Numbers.NONE, Cause.of(caller));
        memory.failures().forget();
        act();
    }

    /** The number is to be reached, also if numbers are reached only on request. */
    void act() {
        activate();
        replan();
    }

    /** As {@link #act}, when it is looked at next. */
    void activate() {
        active = true;
    }

    ScaleStatus explain(Entry entry) {
        return explanation().of(entry, updating);
    }

    /** What is to be kept of it for the reconciler after this one; the log is read again. */
    Stream<Kept> toKeep() {
        return memory.failures().backOffs().stream()
                .map(backOff -> new Kept(service, lastVersion, backOff.withLog(List.of())));
    }

    /** Its starts that wait. */
    Stream<BackOffsReport.Delayed> backOffs() {
        return memory.failures().backOffs().stream()
                .map(backOff -> new BackOffsReport.Delayed(service, backOff.host(), backOff.nextAttempt()));
    }

    /** What would be ordered for that number, all at once. */
    ScalePreview preview(ServiceDefinition definition, int number) {
        return new Preview(shared, observationReader, updating).of(definition, number);
    }

    /**
     * Begins to replace one of the service's containers elsewhere, if that spreads what runs more evenly.
     *
     * @return whether one is on its way
     */
    boolean rebalance() {
        Optional<Replica> next = shared.catalog().find(service).flatMap(entry -> goal(entry)
                .filter(goal -> !removal.isUnderWay() && !Updating.isUnderWay(entry) && !shared.isFrozen(service))
                .flatMap(goal -> Rebalance.next(observe(entry.definition(), goal))));
        next.ifPresent(replica -> {
            memory.move().begin(replica);
            replan();
        });
        return next.isPresent();
    }

    /** Whether a container of the service is on its way. */
    boolean isMoving() {
        return memory.move().isUnderWay();
    }

    /** What is on its way and not gone stays where it is. */
    void stay() {
        memory.move().end();
        replan();
    }

    private void endWhenIdle() {
        if (memory.ordersUnderWay().isEmpty() && requests.isEmpty()) {
            nextPass.set(Optional.empty());
            hasEnded = true;
            end.run();
        }
    }

    private void pass() {
        if (!hasEnded && !shared.common().hostsTaken().isAsking()) {
            Instant begun = shared.now();
            passNow();
            Duration took = Duration.between(begun, shared.now());
            pace.took(took, running() + memory.ordersUnderWay().starting().size());
            shared.chronicle().measures().took(Timing.RECONCILE, took.toNanos());
        }
    }

    private void passNow() {
        Optional<Entry> entry = shared.catalog().find(service);
        orders.settle(entry.map(Entry::definition));
        isShort = false;
        entry.ifPresentOrElse(this::pass, this::passWithoutDefinition);
        shared.common()
                .wakeList()
                .update(service, isShort, memory.ordersUnderWay().isSettling());
    }

    private void passWithoutDefinition() {
        requests.supersede(OptionalInt.empty());
        removal.overtaken();
        Optional<ToStop> left = Optional.ofNullable(shared.catalog().toStop().get(service));
        left.ifPresentOrElse(leftovers::stop, this::endWhenIdle);
    }

    private void pass(Entry entry) {
        memory.note(shared.fleet().replicas(entry.definition()), shared.now());
        renew(entry);
        removal.follow(entry);
        memory.move().settle(shared.fleet().replicas(entry.definition()));
        if (!entry.beingRemoved()) {
            steps.follow(entry);
        }
        if (!removal.isUnderWay() && updating.isToBegin(entry)) {
            updating.begin(entry);
        } else {
            goal(entry)
                    .ifPresentOrElse(goal -> pass(entry, goal), () -> nextPass.set(steps.orSooner(Optional.empty())));
        }
    }

    private void pass(Entry entry, Goal goal) {
        ServiceDefinition definition = entry.definition();
        boolean isUpdating = Updating.isUnderWay(entry) && !removal.isUnderWay();
        if (!removal.isUnderWay()) {
            memory.noteFailures(shared.fleet().replicas(definition), isUpdating ? isOlder(entry) : replica -> false);
        }
        Plan plan = isUpdating ? update(entry, goal) : plan(definition, goal);
        isShort = plan.missing() > 0;
        if (removal.isUnderWay()) {
            removal.check(entry);
        } else {
            answer(entry, plan);
        }
        nextPass.set(steps.orSooner(plan.again()));
    }

    private Predicate<Replica> isOlder(Entry entry) {
        Edition edition = shared.settings().editions().of(entry.current());
        return edition::isOlder;
    }

    private Plan plan(ServiceDefinition definition, Goal goal) {
        memory.updateWatch().end();
        memory.failures().forgetBefore();
        Plan plan = memory.move().plan(() -> Planner.plan(observe(definition, goal)));
        if (plan.missing() > 0) {
            memory.move().end();
        }
        orders.carryOut(definition, plan, why(goal));
        return plan;
    }

    /** Both halves of it. */
    private Plan update(Entry entry, Goal goal) {
        memory.move().end();
        Rollout rollout = updating.next(entry, observe(entry.definition(), goal));
        String why = "the service is updated";
        orders.carryOut(updating.before(entry).orElseGet(entry::current), rollout.before(), why, false);
        orders.carryOut(entry.current(), rollout.target(), why, true);
        return rollout.plan();
    }

    private String why(Goal goal) {
        return removal.isUnderWay()
                ? "the service is removed"
                : running() + " run and " + goal.number() + " are wanted";
    }

    /** A new number or definition forgets what went wrong with the one before. */
    private void renew(Entry entry) {
        boolean isSeen = lastVersion != 0;
        if (entry.version() != lastVersion) {
            // of what was there before this start of the connector, all had been reached
            orders.reached(lastVersion == 0 ? entry.number().orElse(0) : 0);
            lastVersion = entry.version();
            memory.failures().forget();
            memory.failures().inherit(inherited(entry.version()));
        }
        if (!entry.number().equals(lastNumber)) {
            if (isSeen) {
                convergence.begin(shared.now());
            }
            lastNumber = entry.number();
            orders.reduced(entry.number().orElse(0));
            memory.failures().forgetError();
            memory.failures().newRound();
            memory.times().trustUnlabelled();
        }
    }

    private List<BackOff> inherited(long version) {
        List<BackOff> ofThisVersion = inherited.stream()
                .filter(kept -> kept.version() == version)
                .map(Kept::backOff)
                .toList();
        inherited = List.of();
        return ofThisVersion;
    }

    private Optional<Goal> goal(Entry entry) {
        if (removal.isUnderWay()) {
            return removal.isStopping() ? Optional.of(Goal.GONE) : Optional.empty();
        }
        return (active || Updating.isUnderWay(entry)) && entry.number().isPresent()
                ? Optional.of(Goal.running(entry.number().getAsInt()))
                : Optional.empty();
    }

    private Observation observe(ServiceDefinition definition, Goal goal) {
        return observationReader.observe(definition, goal);
    }

    private void answer(Entry entry, Plan plan) {
        requests.supersede(entry.number());
        boolean converged = progress.isConverged(entry, plan);
        if (converged) {
            convergence.reached(shared.now()).ifPresent(took -> reached(entry.number(), took));
            orders.reached(entry.number().orElse(0));
        }
        if (!converged && progress.isToBeAwaited(entry, plan)) {
            return;
        }
        active = shared.settings().keepsNumbers() || shared.isAnyHostDraining();
        Optional<Failure> failure = converged || progress.isOnlyWaiting(plan)
                ? Optional.empty()
                : explanation().whyStuck(plan);
        requests.answer(number -> outcome(number, converged, failure));
    }

    private ScaleOutcome outcome(int number, boolean converged, Optional<Failure> failure) {
        return shared.fleet()
                .still(() -> new ScaleOutcome(service, number, running(), converged, failure, shared.reports()));
    }

    private void reached(OptionalInt number, Duration took) {
        Numbers numbers = new Numbers(OptionalInt.empty(), number);
        tell(What.SERVICE_REACHED, numbers, Cause.of("after " + took.toMillis() + " ms"));
    }

    private Explanation explanation() {
        return new Explanation(shared, memory);
    }

    private void tell(What what, Numbers numbers, Cause cause) {
        shared.chronicle().tell(what, Subject.of(service), numbers, cause);
    }

    private int running() {
        return shared.catalog()
                .find(service)
                .map(entry -> shared.running(entry.definition()))
                .orElse(0);
    }
}
