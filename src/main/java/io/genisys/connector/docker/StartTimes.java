package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Since when containers run. A list does not say it, and an inspection does: what it says holds until the container
 * ends. Used from one context only.
 */
final class StartTimes {
    private final Map<String, Instant> known = new HashMap<>();
    /** Containers that run, and were not inspected since they may have been started. */
    private final Set<String> doubtful = new LinkedHashSet<>();
    /** Those of them for which an answer is on its way. */
    private final Set<String> asked = new HashSet<>();

    /** The container with what is known of its start; if it says that itself, it is known from then on. */
    Container complete(Container seen) {
        if (!seen.isRunning()) {
            forget(seen.id());
            return seen;
        }
        seen.startedAt().ifPresent(at -> learn(seen.id(), at));
        Optional<Instant> at = Optional.ofNullable(known.get(seen.id()));
        if (at.isEmpty() && !asked.contains(seen.id())) {
            doubtful.add(seen.id());
        }
        return seen.startedAt().equals(at) ? seen : seen.startedAt(at);
    }

    /** It has ended: what is on its way is of the run before. */
    void forget(String id) {
        known.remove(id);
        doubtful.remove(id);
        asked.remove(id);
    }

    /** Ends may have gone unseen. What is known is still shown, until it is known better. */
    void doubtAll() {
        doubtful.addAll(known.keySet());
        asked.clear();
    }

    /** At most that number of the doubtful ones; an answer to these is expected then. */
    List<String> ask(int most) {
        List<String> next = doubtful.stream().limit(most).toList();
        next.forEach(doubtful::remove);
        asked.addAll(next);
        return next;
    }

    /**
     * What was found; those that were asked for and are not in it wait for their turn again, behind all others.
     *
     * @param found since when each runs; empty if it does not: the next list tells more
     */
    void answer(Map<String, Optional<Instant>> found) {
        asked.forEach(id -> {
            if (found.containsKey(id)) {
                found.get(id).ifPresentOrElse(at -> learn(id, at), () -> known.remove(id));
            } else {
                doubtful.add(id);
            }
        });
        asked.clear();
    }

    private void learn(String id, Instant at) {
        known.put(id, at);
        doubtful.remove(id);
    }
}
