package io.genisys.connector.docker.proof;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.docker.Claims;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.docker.Sighting;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.HostName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Decides which containers of one host this connector made. Labels are copied by images and tools, and names are
 * changed, so that a container with our labels is ours by the first of these that holds:
 *
 * <ol>
 *   <li>Our record has its mark with its id: ours, whatever it is called.
 *   <li>Our record has its mark, as that of a container whose create was not answered, and it is called as we call it:
 *       ours.
 *   <li>Our record has its mark with another id: a copy.
 *   <li>It is called as we call it, has its labels not from its image, and was there when this process listed the host
 *       for the first time, or since an older connector of our name is gone: ours, made by an earlier release, before
 *       the data folder was lost, or by the one that is gone.
 *   <li>It is called so, has its labels not from its image, and says that one of those made it who drive the host one
 *       after the other, as nodes of a cluster do: ours.
 *   <li>It is called so, has its labels not from its image, came later, and says that another connector made it: that
 *       one's, which is alive.
 *   <li>Else it is a copy.
 * </ol>
 *
 * <p>A copy is treated like a container without our labels.
 */
final class Provenance implements Claims {
    private static final Pattern MARK = Pattern.compile("[\\w.-]{1,64}");

    private final String connector;
    private final MadeRecord made;
    private final String owner;
    private final boolean isShared;
    private final Strangers strangers;
    /** The older connector of our name that spoke since the last list was read, if one did. */
    private final AtomicReference<Optional<String>> spoke = new AtomicReference<>(Optional.empty());

    private boolean hasListed;
    /** As of the last change: who asks waits for no list that is being read. */
    private volatile Optional<String> elder = Optional.empty();

    private volatile Optional<String> objection = Optional.empty();

    /** @param together those who drive the host one after the other, by what all of them write; empty: only we do */
    Provenance(
            HostName host,
            String connector,
            MadeRecord made,
            Optional<String> together,
            InstantSource clock,
            Chronicle chronicle) {
        this.connector = connector;
        this.made = made;
        this.owner = together.orElseGet(made::owner);
        this.isShared = together.isPresent();
        this.strangers = new Strangers(host, connector, owner, clock, chronicle);
    }

    /** What is written on the containers that we make. */
    String owner() {
        return owner;
    }

    @Override
    public synchronized Claim of(Sighting seen) {
        if (!connector.equals(seen.labels().get(Labels.CONNECTOR))) {
            return others(seen);
        }
        return Labels.claim(connector, seen.labels()) instanceof Claim.Ours said
                ? proven(seen, said)
                : Labels.claim(connector, Labels.own(seen));
    }

    /** The engine's answer to a list has been read. */
    synchronized void listed(int ours) {
        made.present(this, ours);
        takeNote();
        strangers.listed();
        if (!hasListed) {
            hasListed = true;
            strangers.firstListed();
        } else if (strangers.isElderGone()) {
            // as after a restart: the next list takes over what is there
            hasListed = false;
        }
        changed();
    }

    private void takeNote() {
        Optional<String> other = spoke.get();
        other.ifPresent(strangers::elderSpoke);
        changed();
        spoke.compareAndSet(other, Optional.empty());
    }

    private void changed() {
        elder = strangers.elder();
        objection = strangers.objection();
    }

    /** Containers of a younger connector of our name that has to be told that we are there. */
    synchronized List<String> unanswered() {
        return strangers.unanswered();
    }

    synchronized void told(String container) {
        strangers.told(container);
    }

    /** What we say then. */
    List<String> words() {
        return List.of(Labels.OWNER, connector, owner);
    }

    /** A connector has said that. Waits for no list that is being read: an event loop calls it. */
    void heard(String said) {
        String prefix = Labels.OWNER + " " + connector + " ";
        String other = said.startsWith(prefix) ? said.substring(prefix.length()) : "";
        if (MARK.matcher(other).matches() && other.compareTo(owner) < 0) {
            spoke.set(Optional.of(other));
        }
    }

    /** Why we must do nothing on this host. */
    Optional<String> elder() {
        return elder.or(() -> spoke.get().map(strangers::spoken));
    }

    Optional<String> objection() {
        return elder().or(() -> objection);
    }

    private Claim others(Sighting seen) {
        Claim claim = Labels.claim(connector, Labels.own(seen));
        boolean isOurWork = made.find(mark(seen)).equals(Optional.of(seen.id()));
        if (!hasListed && isOurWork && claim instanceof Claim.Foreign) {
            strangers.renamed(seen.labels().getOrDefault(Labels.CONNECTOR, ""));
        }
        return claim;
    }

    private Claim proven(Sighting seen, Claim.Ours said) {
        Optional<String> known = made.find(mark(seen));
        if (known.equals(Optional.of(seen.id()))) {
            return said;
        }
        boolean isNamedSo = seen.name().equals(Labels.name(connector, said.service(), said.slot()));
        if (isNamedSo && known.equals(Optional.of(MadeRecord.UNANSWERED))) {
            return ours(seen, said);
        }
        boolean isNew = isNamedSo && known.isEmpty() && !Labels.isInherited(seen);
        if (isNew && isShared && Strangers.madeBy(seen).equals(owner)) {
            return ours(seen, said);
        }
        if (isNew && !hasListed) {
            strangers.takenOver(seen);
            return ours(seen, said);
        }
        if (isNew && isMadeByAnother(seen)) {
            strangers.rival(seen);
            changed();
            return new Claim.Foreign();
        }
        strangers.copy(seen);
        return Labels.claim(connector, Labels.withoutOurs(Labels.own(seen)));
    }

    private Claim ours(Sighting seen, Claim.Ours said) {
        made.takenOver(mark(seen), seen.id());
        return said;
    }

    private boolean isMadeByAnother(Sighting seen) {
        String other = Strangers.madeBy(seen);
        return !other.isEmpty() && !other.equals(owner);
    }

    /** Releases that gave none are known by the container's id. */
    private static String mark(Sighting seen) {
        String mark = seen.labels().getOrDefault(Labels.ID, "");
        return MARK.matcher(mark).matches() ? mark : seen.id();
    }
}
