package io.genisys.connector.docker.proof;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.docker.Sighting;
import io.genisys.connector.model.HostName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was noticed on one host about containers that carry labels like ours: it is said once, and what is wrong as long
 * as it is. One thread at a time.
 */
final class Strangers {
    /** An older connector that of which nothing was seen for so long is taken to be gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final HostName host;
    private final String connector;
    private final String owner;
    private final InstantSource clock;
    private final StrangerNews news;
    /** Ids that were noted since the last list was complete. */
    private final Set<String> noted = new HashSet<>();

    private final Set<String> copies = new HashSet<>();
    /** Sentences by the ids of containers that a living connector of our name made. */
    private final Map<String, String> rivals = new TreeMap<>();
    /** Containers of a younger connector that does not know of us yet. */
    private final Set<String> unanswered = new HashSet<>();
    /** As long as an older connector of our name is at work. */
    private Optional<String> elder = Optional.empty();

    private Instant elderSeen = Instant.MIN;

    private String lastRival = "";

    /** How many were taken over, by who had made them: empty for releases that did not say so. */
    private final Map<String, Integer> takenOver = new TreeMap<>();
    /** How many we made under another name, by that name. */
    private final Map<String, Integer> renamed = new HashMap<>();

    Strangers(HostName host, String connector, String owner, InstantSource clock, Chronicle chronicle) {
        this.host = host;
        this.connector = connector;
        this.owner = owner;
        this.clock = clock;
        this.news = new StrangerNews(chronicle, host, connector, owner);
    }

    void copy(Sighting seen) {
        noted.add(seen.id());
        if (copies.add(seen.id())) {
            news.copy(seen.name());
        }
    }

    void takenOver(Sighting seen) {
        takenOver.merge(madeBy(seen), 1, Integer::sum);
    }

    /** We made it, when we had that name. */
    void renamed(String formerName) {
        renamed.merge(formerName, 1, Integer::sum);
    }

    /** Another connector of our name has made it while we were watching. */
    void rival(Sighting seen) {
        noted.add(seen.id());
        String other = madeBy(seen);
        boolean isOlder = other.compareTo(owner) < 0;
        String sentence = sentence("it made container " + seen.name(), other, isOlder);
        boolean isNew = rivals.put(seen.id(), sentence) == null;
        if (isNew && isOlder) {
            elderSeen(sentence);
        } else if (isNew) {
            unanswered.add(seen.id());
        }
        say(other, sentence);
    }

    /** An older connector of our name has seen a container of ours. */
    void elderSpoke(String other) {
        String sentence = spoken(other);
        elderSeen(sentence);
        say(other, sentence);
    }

    /** What that is about, by any thread. */
    String spoken(String other) {
        return sentence("it has seen a container that this one made", other, true);
    }

    private void elderSeen(String sentence) {
        elder = elder.or(() -> Optional.of(sentence));
        elderSeen = clock.instant();
    }

    private void say(String other, String sentence) {
        if (!lastRival.equals(other)) {
            lastRival = other;
            news.secondConnector(sentence);
        }
    }

    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    void told(String container) {
        unanswered.remove(container);
    }

    private String sentence(String how, String other, boolean isOlder) {
        String what = isOlder
                ? "it is the older one, so this connector (%s) starts and stops nothing on this host until it is restarted,"
                        + " or nothing was seen of the other one for "
                        + PATIENCE.toMinutes() + " minutes"
                : "this connector (%s) is the older one and goes on; the other one's containers do not count";
        return ("Host %s: another connector called %s (%s) is at work on this engine, %s; " + what
                        + ". Stop one of the two, or give one another connector.name")
                .formatted(host, connector, other, how, owner);
    }

    /** Why we must do nothing on this host. */
    Optional<String> elder() {
        return elder;
    }

    boolean isElderGone() {
        return elder.isPresent() && !clock.instant().isBefore(elderSeen.plus(PATIENCE));
    }

    /** What an operator has to mend. */
    Optional<String> objection() {
        return elder.or(() -> rivals.values().stream().findFirst());
    }

    /** A list is complete: what was noted in it is all there is. */
    void listed() {
        copies.retainAll(noted);
        rivals.keySet().retainAll(noted);
        unanswered.retainAll(noted);
        noted.clear();
        takenOver.forEach(news::takenOver);
        takenOver.clear();
    }

    /** The first list is complete: what was there is known. */
    void firstListed() {
        elder = Optional.empty();
        lastRival = "";
        renamed.forEach(news::renamed);
        renamed.clear();
    }

    /** Empty if it does not say so, or if no connector would. */
    static String madeBy(Sighting seen) {
        String owner = seen.labels().getOrDefault(Labels.OWNER, "");
        // anyone may write a label, and this one is logged
        return OWNER.matcher(owner).matches() ? owner : "";
    }
}
