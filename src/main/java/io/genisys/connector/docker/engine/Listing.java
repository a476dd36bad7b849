package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Health;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lists containers in two calls: what is ours in any state, and what runs. One call for all containers in any state
 * would cost more the more old ones a host keeps. Ours are taken from the first call only and the others from the
 * second only, of which ours are not read: so no container is seen in two states.
 *
 * <p>A container that is as it was is the same object as in the list before: what is kept of it elsewhere is no copy.
 *
 * <p>An entry that can't be read costs only itself: its container is inspected, or else shown as it was before. That it
 * is gone is said only if the engine says so.
 */
final class Listing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNNING = "/containers/json";
    private static final String ANY_STATE = RUNNING + "?all=1&filters=";

    private final Calls calls;
    private final String connector;
    /** The path of the list of those. */
    private final String ours;

    private final ContainerReader reader;
    private final Inspection inspection;
    private final ImageNames images = new ImageNames();
    private volatile Map<String, Container> last = Map.of();

    Listing(Calls calls, EngineSettings settings, ContainerReader reader, Inspection inspection) {
        this.calls = calls;
        this.connector = settings.connector();
        this.ours = ANY_STATE + filters("label", Labels.CONNECTOR + "=" + connector);
        this.reader = reader;
        this.inspection = inspection;
    }

    List<Container> list() {
        Entries entries = new Entries();
        ask(ours).forEach(entries::ours);
        ask(RUNNING, entries::has).forEach(entries::other);
        Map<String, Health> health = calls.dialect().isPodman() ? podmansHealth() : Map.of();
        Map<String, Container> all = new LinkedHashMap<>();
        entries.readable.forEach((id, entry) -> all.put(id, read(entry, health)));
        entries.doubtful.forEach(
                (id, entry) -> all.put(id, inspected(id).or(() -> before(id)).orElseGet(() -> read(entry, health))));
        if (entries.hasNameless) {
            last.keySet().stream().filter(id -> !all.containsKey(id)).forEach(id -> reviewed(id)
                    .ifPresent(container -> all.put(id, container)));
        }
        images.keepOnly(all.keySet());
        all.values().removeIf(container -> !isShown(container));
        all.replaceAll((id, now) -> now.equals(last.get(id)) ? last.get(id) : now);
        last = all;
        return List.copyOf(all.values());
    }

    /** One container by its name or id, as a list shows it: if it can't be inspected. */
    Optional<Container> find(String nameOrId) {
        String filters = Inspection.isId(nameOrId) ? filters("id", nameOrId) : filters("name", "^/?" + nameOrId + "$");
        return ask(ANY_STATE + filters).stream()
                .filter(Inspection::hasId)
                .map(entry -> read(entry, Map.of()))
                .filter(found -> found.id().equals(nameOrId) || found.name().equals(nameOrId))
                .findFirst();
    }

    /** Which entries can be read. Of two about one container in one list, the later one holds. */
    private final class Entries {
        private final Map<String, JsonNode> readable = new LinkedHashMap<>();
        private final Map<String, JsonNode> doubtful = new LinkedHashMap<>();
        private boolean hasNameless;

        boolean has(String id) {
            return readable.containsKey(id) || doubtful.containsKey(id);
        }

        void other(JsonNode entry) {
            boolean hasLabels =
                    entry.path("Labels").isObject() || entry.path("Labels").isNull();
            if (!isOurs(entry)) {
                sort(entry, hasLabels && States.listed(entry).isPresent());
            }
        }

        void ours(JsonNode entry) {
            sort(entry, isOurs(entry) && States.listed(entry).isPresent());
        }

        private void sort(JsonNode entry, boolean isReadable) {
            if (!Inspection.hasId(entry)) {
                hasNameless = true;
                return;
            }
            String id = text(entry.path("Id"));
            readable.remove(id);
            doubtful.remove(id);
            (isReadable ? readable : doubtful).put(id, entry);
        }

        /** By its labels, which are no proof. */
        private boolean isOurs(JsonNode entry) {
            return Parts.label(entry.path("Labels"), Labels.CONNECTOR)
                    .filter(connector::equals)
                    .isPresent();
        }
    }

    /** What carries our label and proves to be another's is shown as the others are: while it runs. */
    private static boolean isShown(Container c) {
        return switch (c.state()) {
            case RUNNING, PAUSED, RESTARTING -> true;
            case CREATED, REMOVING, EXITED, DEAD -> c.claim() instanceof Claim.Ours;
        };
    }

    /**
     * Podman's list shows no health, but can be asked for those of each. Asked after the list and in this order: so one
     * that is in no answer has no health check, or is healthy.
     */
    private Map<String, Health> podmansHealth() {
        Map<String, Health> all = new HashMap<>();
        for (Health health : List.of(Health.STARTING, Health.HEALTHY, Health.UNHEALTHY)) {
            String word = health.name().toLowerCase(Locale.ROOT);
            ask(RUNNING + "?filters=" + filters("health", word)).stream()
                    .filter(Inspection::hasId)
                    .forEach(c -> all.put(text(c.path("Id")), health));
        }
        return all;
    }

    private List<JsonNode> ask(String path) {
        return ask(path, id -> false);
    }

    private List<JsonNode> ask(String path, Predicate<String> isLeftOut) {
        return calls.get("list containers", RefusalKinds::any, path, answer -> {
            List<JsonNode> entries = new ArrayList<>();
            answer.eachOfList(ContainerReader.LISTED, isLeftOut, entries::add);
            return entries;
        });
    }

    private static String filters(String key, String value) {
        String filters = JSON.valueToTree(Map.of(key, Set.of(value))).toString();
        return URLEncoder.encode(filters, StandardCharsets.UTF_8);
    }

    private Container read(JsonNode entry, Map<String, Health> health) {
        String shown = ContainerReader.imageName(
                text(entry.path("Image")), calls.dialect().isPodman());
        Health inStatus = States.healthInStatus(text(entry.path("Status")));
        return reader.listed(entry, image(entry, shown), health.getOrDefault(text(entry.path("Id")), inStatus));
    }

    /** One container that can't be inspected does not hide the others: it is asked again with the next list. */
    private Optional<String> image(JsonNode entry, String shown) {
        try {
            return images.of(text(entry.path("Id")), shown, text(entry.path("ImageID")), this::createdFrom);
        } catch (EngineException notNow) {
            return Optional.empty();
        }
    }

    /** Empty also if it has gone in the meantime. */
    private Optional<String> createdFrom(String id) {
        return inspection
                .inspect(id)
                .flatMap(c -> ContainerReader.createdFrom(c, calls.dialect().isPodman()));
    }

    /** Empty if it has gone or can't be inspected. */
    private Optional<Container> inspected(String id) {
        try {
            return inspection
                    .inspect(id)
                    .map(c -> reader.inspected(c, id, calls.dialect().isPodman()));
        } catch (EngineException notNow) {
            return Optional.empty();
        }
    }

    /** Of one that may be behind an entry which does not say whose it is. */
    private Optional<Container> reviewed(String id) {
        try {
            return inspection
                    .inspect(id)
                    .map(c -> reader.inspected(c, id, calls.dialect().isPodman()));
        } catch (EngineException notNow) {
            return before(id);
        }
    }

    private Optional<Container> before(String id) {
        return Optional.ofNullable(last.get(id));
    }
}
