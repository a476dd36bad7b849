package io.genisys.connector.soak;

import io.genisys.connector.soak.Belief.State;
import io.genisys.connector.soak.Site.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What has to hold. */
final class Checks {
    /** Failed containers that may be kept for each service, for people to look at. */
    private static final int KEPT_FAILED = 1;

    /** A container that is only found and has come and gone is not believed for up to a minute. */
    private static final Duration CONVERGE = Duration.ofSeconds(100);

    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final Site site;
    private final Caller caller;
    private final Log log;

    Checks(Site site, Caller caller, Log log) {
        this.site = site;
        this.caller = caller;
        this.log = log;
    }

    /** Nothing that was acknowledged is lost, nothing is there that was not asked for. */
    void catalog(String when) {
        log.count("checks");
        for (Kind kind : Kind.values()) {
            State seen = caller.read(kind);
            if (!caller.belief(kind).allows(seen)) {
                log.violation(when + ": " + kind.service() + " is " + seen + ", not " + caller.belief(kind));
            }
        }
    }

    /** The engine holds what is wanted and nothing else, some time after the last fault. */
    void engine() {
        Instant start = Instant.now();
        List<String> late = within(CONVERGE, this::unconverged);
        Duration took = Duration.between(start, Instant.now());
        late.forEach(line -> log.violation("after " + CONVERGE.toSeconds() + " s: " + line));
        if (late.isEmpty() && took.compareTo(SLOW) > 0) {
            log.count("slow");
            log.say("slow: converged after " + took.toSeconds() + " s");
        }
        within(SETTLE, this::differences).forEach(log::violation);
        log.count("checks");
    }

    private static List<String> within(Duration time, Supplier<List<String>> faults) {
        Instant end = Instant.now().plus(time);
        List<String> found = faults.get();
        while (!found.isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            found = faults.get();
        }
        return found;
    }

    private List<String> unconverged() {
        return Arrays.stream(Kind.values())
                .filter(kind -> caller.belief(kind).state().number().isPresent())
                .map(caller::scaleStatus)
                .filter(status -> !Boolean.TRUE.equals(status.getBoolean("converged")))
                .map(status -> "not converged: " + status.encode())
                .toList();
    }

    private List<String> differences() {
        List<Seen> all = site.list();
        List<String> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            found.addAll(differences(kind, all));
        }
        return found;
    }

    private List<String> differences(Kind kind, List<Seen> all) {
        State wanted = caller.belief(kind).state();
        List<Seen> own =
                all.stream().filter(c -> c.service().equals(kind.service())).toList();
        List<String> found = new ArrayList<>();
        if (wanted.variant().isEmpty()) {
            expect(found, own.isEmpty(), kind, "containers of a service that is not there: " + own);
            return found;
        }
        long running = all.stream().filter(c -> c.runs() && site.isOf(c, kind)).count();
        long over = own.stream().filter(c -> !c.runs()).count();
        expect(found, over <= KEPT_FAILED, kind, "left-overs: " + own);
        expect(
                found,
                caller.running(kind) == running,
                kind,
                "status says " + caller.running(kind) + ", " + running + " run");
        wanted.number().ifPresent(n -> expect(found, running == n, kind, n + " wanted, " + running + " run: " + own));
        return found;
    }

    private static void expect(List<String> found, boolean holds, Kind kind, String otherwise) {
        if (!holds) {
            found.add(kind.service() + ": " + otherwise);
        }
    }
}
