package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The engine's containers, and what is done to them by hand. */
final class Site {
    private static final String LABEL = "io.genisys.service";
    private static final String FORMAT = "{{.ID}}|{{.State}}|{{.Image}}|{{.Label \"" + LABEL + "\"}}|{{.Names}}|";

    private final DockerDaemon engine;
    private final Images images;
    private final Witness witness;
    private final Random random;
    private final Log log;

    /**
     * A container in the engine's list of all; never one that is protected.
     *
     * @param service empty where it carries no label of the connector's
     */
    record Seen(String id, String state, String image, String service, String name) {
        boolean runs() {
            return state.equals("running");
        }

        @Override
        public String toString() {
            return name + " (" + id.substring(0, 12) + ", " + state + ")";
        }
    }

    Site(DockerDaemon engine, Images images, Witness witness, Random random, Log log) {
        this.engine = engine;
        this.images = images;
        this.witness = witness;
        this.random = random;
        this.log = log;
    }

    List<Seen> list() {
        return engine.cli("ps", "-a", "--no-trunc", "--format", FORMAT)
                .lines()
                .map(line -> line.split("\\|", -1))
                .map(c -> new Seen(c[0], c[1], c[2], c[3], c[4]))
                .filter(container -> !witness.isProtected(container.id()))
                .collect(Collectors.toList());
    }

    /** Those that the connector made for the service. */
    List<Seen> own(Kind kind) {
        return list().stream().filter(c -> c.service().equals(kind.service())).toList();
    }

    /** Ids of those that the connector made for the service and that run, paused ones among them. */
    Set<String> ids(Kind kind) {
        return own(kind).stream()
                .filter(c -> c.runs() || c.state().equals("paused"))
                .map(Seen::id)
                .collect(Collectors.toSet());
    }

    /** Whether it counts for the service. */
    boolean isOf(Seen container, Kind kind) {
        return container.service().equals(kind.service())
                || (container.service().isEmpty() && container.image().equals(images.of(kind)));
    }

    String image(Kind kind) {
        return images.of(kind);
    }

    /** Does it to one that runs, if any does. */
    void toAny(Consumer<String> act) {
        List<Seen> running = list().stream().filter(Seen::runs).toList();
        if (!running.isEmpty()) {
            byHand(running.get(random.nextInt(running.size())).id(), act);
        }
    }

    /** It may have gone meanwhile. */
    void byHand(String id, Consumer<String> act) {
        log.say("  container " + id);
        witness.byHand(id, () -> {
            try {
                act.accept(id);
            } catch (IllegalStateException goneMeanwhile) {
                log.say("  " + goneMeanwhile.getMessage());
            }
        });
    }

    /** Starts one by hand, and returns its id. */
    String run(String... what) {
        List<String> line = new ArrayList<>(List.of("run", "-d"));
        line.addAll(List.of(what));
        String id = cli(line.toArray(String[]::new));
        log.say("  started by hand " + id);
        return id;
    }

    String cli(String... arguments) {
        return engine.cli(arguments);
    }

    void remove(String id) {
        byHand(id, c -> cli("rm", "-fv", c));
    }
}
