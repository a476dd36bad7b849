package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.LostHosts;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.plan.HostLosses;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hosts are given up. What is decided is kept in the catalog before it is told or acted on, so that one who
 * decides after this one goes on with it. That a host answers again needs no keeping. Used from one context only.
 */
final class Losses {
    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    /** A disk that is full is not asked every second. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final Shared shared;
    private final Term term;
    private final Silences silences;

    private HostLosses decided;
    /** Of the last decision, if nothing had to be kept for it. */
    private Optional<Basis> settled = Optional.empty();

    private boolean isWriting;

    Losses(Shared shared) {
        this.shared = shared;
        this.term = shared.common().term();
        this.silences = new Silences(shared.settings().hosts());
        KnownHosts kept = shared.catalog().knownHosts();
        this.decided = HostLosses.of(kept).within(term.isListed());
    }

    /**
     * Tells what is kept: of a host that this node never heard of it is not known what it runs, and a lost one does not
     * count.
     *
     * @param fleet of this node: it knows that at once, all others soon
     */
    void begin(Reports.Listener fleet) {
        shared.catalog().knownHosts().names().stream()
                .filter(term.isListed())
                .filter(host -> shared.fleet().host(host).isEmpty())
                .map(host -> HostReport.unheard(host, HostProfile.PLAIN))
                .forEach(unheard -> {
                    fleet.accept(unheard);
                    Reports.publish(shared.vertx(), unheard);
                });
        fleet.lost(decided.lost());
        Reports.publish(shared.vertx(), new LostHosts(decided.lost()));
    }

    boolean isSuspended() {
        return decided.isSuspended();
    }

    /** While this process did not run it heard of no host: that is not their silence. */
    void forgetSilence() {
        silences.wakeUp(shared.now());
    }

    void decide() {
        if (isAtRest()) {
            silences.allAnswer();
        } else {
            decideNow();
        }
    }

    /** All hosts answer, and are kept as such already: so it is nearly always, and costs one look at each. */
    private boolean isAtRest() {
        return decided.equals(HostLosses.NONE)
                && settled.filter(basis()::equals).isPresent()
                && hosts().stream().allMatch(HostView::isReady);
    }

    private Basis basis() {
        return new Basis(shared.catalog().knownHosts(), shared.fleet().seen().known());
    }

    private void decideNow() {
        silences.note(hosts(), shared.now());
        decided = decided.within(term.isListed());
        HostLosses next = decided.after(
                hosts(),
                silences.since(),
                shared.now(),
                shared.settings().hosts().lostAfter());
        decided = decided.withoutThoseFoundBy(next);
        KnownHosts known = next.known(namesToKeep());
        settled = Optional.of(basis()).filter(basis -> basis.kept().equals(known));
        if (settled.isPresent()) {
            act(next);
        } else if (!isWriting) {
            isWriting = true;
            shared.catalog()
                    .knownHosts(known)
                    .onSuccess(kept -> {
                        isWriting = false;
                        decide();
                    })
                    .onFailure(error -> notKept(Failures.of(error)));
        }
    }

    /** An operator says that the hosts which are silent are gone indeed. */
    Future<Void> confirm(Caller caller) {
        HostLosses confirmed = decided.confirm(hosts());
        return shared.catalog().knownHosts(confirmed.known(namesToKeep())).onSuccess(kept -> {
            shared.chronicle().tell(What.HOSTS_RESUMED, Subject.ALL, Cause.of(caller));
            decided = decided.confirm(confirmed.confirmed());
            decide();
        });
    }

    /** One that never answered holds up nothing in the next term, as it does in this one. */
    private Set<HostName> namesToKeep() {
        Set<HostName> names = new HashSet<>(shared.catalog().knownHosts().names());
        hosts().stream().filter(HostView::isKnown).map(HostView::host).forEach(names::add);
        names.removeIf(host -> !term.isListed().test(host));
        return names;
    }

    private void notKept(Failure failure) {
        LOG.warn(
                "What is decided about hosts that do not answer can't be kept, so nothing is replaced: {}",
                failure.message());
        shared.vertx().setTimer(REST.toMillis(), timer -> isWriting = false);
    }

    private void act(HostLosses next) {
        tell(next);
        decided = next;
        shared.common()
                .hostsTaken()
                .lost(hosts().stream()
                        .map(HostView::host)
                        .filter(next.lost()::contains)
                        .collect(Collectors.toSet()));
        Set<HostName> counted =
                hosts().stream().filter(HostView::isLost).map(HostView::host).collect(Collectors.toSet());
        if (!counted.equals(next.lost())) {
            Reports.publish(shared.vertx(), new LostHosts(next.lost()));
        }
    }

    private void tell(HostLosses next) {
        if (next.isSuspended() && !decided.isSuspended()) {
            shared.chronicle()
                    .tell(
                            What.HOSTS_SUSPENDED,
                            Subject.ALL,
                            Cause.of("More than half of the hosts do not answer: nothing is replaced until they do, or"
                                    + " POST /hosts/resume"));
        }
        next.lost().stream().filter(host -> !decided.lost().contains(host)).forEach(host -> shared.chronicle()
                .tell(What.HOST_LOST, Subject.of(host), Cause.of("its containers are replaced elsewhere")));
    }

    private List<HostView> hosts() {
        return shared.fleet().hosts();
    }

    /**
     * What a decision depends on beside the silence of hosts: as long as nothing changes, the same two objects.
     *
     * @param known those of which it is known what they run
     */
    private record Basis(KnownHosts kept, Set<HostName> known) {}
}
