package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.ContainerReader.text;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Labels;
import io.genisys.connector.model.Health;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists containers in two calls: what runs, and what is ours in any state. One call for all containers in any state
 * would cost more the more old ones a host keeps. Ours are taken from the second call only and the others from the
 * first only, so that no container is seen in two states.
 */
final class Listing {
    private final Calls calls;
    private final String connector;
    private final ContainerReader reader;
    private final ImageNames images = new ImageNames();

    Listing(Calls calls, EngineSettings settings, ContainerReader reader) {
        this.calls = calls;
        this.connector = settings.connector();
        this.reader = reader;
    }

    List<io.genisys.connector.model.Container> list() {
        Stream<Container> others = ask(DockerClient::listContainersCmd).filter(c -> !isOurs(c));
        Stream<Container> ours = ask(client ->
                client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(Labels.CONNECTOR, connector)));
        List<Container> found = Stream.concat(others, ours).toList();
        Map<String, Health> health = calls.dialect().isPodman() ? podmansHealth() : Map.of();
        List<io.genisys.connector.model.Container> all =
                found.stream().map(c -> read(c, health)).toList();
        images.keepOnly(all.stream()
                .map(io.genisys.connector.model.Container::id)
                .collect(Collectors.toCollection(HashSet::new)));
        return all;
    }

    /**
     * Podman's list shows no health, but can be asked for those of each. Asked after the list and in this order: so one
     * that is in no answer has no health check, or is healthy.
     */
    private Map<String, Health> podmansHealth() {
        Map<String, Health> all = new HashMap<>();
        for (Health health : List.of(Health.STARTING, Health.HEALTHY, Health.UNHEALTHY)) {
            List<String> words = List.of(health.name().toLowerCase(Locale.ROOT));
            ask(client -> client.listContainersCmd().withFilter("health", words))
                    .forEach(c -> all.put(text(c.getId()), health));
        }
        return all;
    }

    private Stream<Container> ask(Function<DockerClient, ListContainersCmd> question) {
        return calls
                .look(
                        "list containers",
                        Kinds::any,
                        client -> complete(question.apply(client).exec()))
                .stream();
    }

    /** @param found null is how Go writes a list of none */
    private static List<Container> complete(List<Container> found) {
        return Stream.ofNullable(found)
                .flatMap(List::stream)
                .map(NullAnswer::refuse)
                .toList();
    }

    private boolean isOurs(Container c) {
        return c.getLabels() != null && connector.equals(c.getLabels().get(Labels.CONNECTOR));
    }

    private io.genisys.connector.model.Container read(Container c, Map<String, Health> health) {
        boolean isPodman = calls.dialect().isPodman();
        String shown = ContainerReader.imageName(text(c.getImage()), isPodman);
        return reader.listed(
                c, image(c, shown), health.getOrDefault(text(c.getId()), States.healthInStatus(text(c.getStatus()))));
    }

    /**
     * One container that can't be inspected keeps nobody from seeing the others: it is asked again with the next list.
     */
    private Optional<String> image(Container c, String shown) {
        try {
            return images.of(text(c.getId()), shown, text(c.getImageId()), this::createdFrom);
        } catch (EngineException notNow) {
            return Optional.empty();
        }
    }

    /** Empty also where it has gone in the meantime. */
    private Optional<String> createdFrom(String id) {
        return calls.look("inspect container " + id, Kinds::any, client -> createdFrom(client, id));
    }

    private Optional<String> createdFrom(DockerClient client, String id) {
        try {
            return ContainerReader.createdFrom(
                    NullAnswer.refuse(client.inspectContainerCmd(id).exec()),
                    calls.dialect().isPodman());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }
}
