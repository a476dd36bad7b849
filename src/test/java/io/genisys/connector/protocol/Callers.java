package io.genisys.connector.protocol;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.Someone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Asks any node for anything at any time, and holds it to its answers. */
final class Callers {
    private static final List<ServiceName> SERVICES = List.of(new ServiceName("web"), new ServiceName("db"));
    /** Of an answer, beyond the patience: for the store, the last reports, and a node that was slow. */
    private static final Duration LATEST = Duration.ofSeconds(20);

    private final Site site;
    private final World world;
    private final List<Asked> open = new ArrayList<>();
    int answered;
    int converged;

    private final class Asked {
        final Node node;
        final String what;
        boolean isAlone = true;
        final long at = world.now();
        boolean isFrozen;

        Asked(Node node, String what) {
            this.node = node;
            this.what = what;
            world.trace(node.process + " is asked: " + what);
            for (Asked other : open) {
                if (other.node == node) {
                    // changes of one node at one time may be one in the log
                    other.isAlone = false;
                    isAlone = false;
                }
            }
            open.add(this);
        }

        boolean end(String with) {
            world.trace(node.process + " answers " + what + ": " + with);
            answered++;
            return open.remove(this);
        }

        boolean isLate() {
            isFrozen |= node.process.isFrozen();
            return !node.process.isDead()
                    && !isFrozen
                    && world.now() - at > Node.PATIENCE.plus(LATEST).toNanos();
        }
    }

    Callers(Site site) {
        this.site = site;
        this.world = site.world;
    }

    void ask() {
        List<Node> able = site.living().stream()
                .filter(node -> node.catalog().isPresent())
                .toList();
        if (able.isEmpty()) {
            return;
        }
        Node node = able.get(world.random.nextInt(able.size()));
        ServiceName service = SERVICES.get(world.random.nextInt(SERVICES.size()));
        int kind = site.truth().find(service).isEmpty() ? 16 : world.random.nextInt(20);
        node.inProcess(() -> {
            if (kind < 16) {
                scale(node, service, world.random.nextInt(7));
            } else if (kind < 19) {
                put(node, service);
            } else {
                remove(node, service);
            }
        });
    }

    void define() {
        site.node(1).inProcess(() -> SERVICES.forEach(service -> put(site.node(1), service)));
    }

    private void put(Node node, ServiceName service) {
        ServiceDefinition definition = DefinitionForm.read(
                Map.of("name", service.value(), "image", "test/busybox:" + (1 + world.random.nextInt(2))));
        Asked asked = new Asked(node, "put " + service);
        node.catalog().orElseThrow().put(definition, Precondition.NONE).onComplete(done -> {
            asked.end(
                    done.succeeded()
                            ? done.result().kind().toString()
                            : done.cause().getMessage());
        });
    }

    private void remove(Node node, ServiceName service) {
        Asked asked = new Asked(node, "remove " + service);
        node.remove(new RemoveRequest(service, OptionalLong.empty(), Someone.ALICE))
                .onComplete(done ->
                        asked.end(done.succeeded() ? "done" : done.cause().getMessage()));
    }

    private void scale(Node node, ServiceName service, int number) {
        Asked asked = new Asked(node, "scale " + service + " to " + number);
        node.scale(new ScaleRequest(service, number, Node.PATIENCE, Someone.ALICE))
                .onComplete(done -> {
                    asked.end(
                            done.succeeded()
                                    ? said(done.result())
                                    : done.cause().getMessage());
                    if (done.succeeded()) {
                        check(asked, done.result());
                    } else if (Failures.of(done.cause()).kind() == FailureKind.INTERNAL) {
                        site.checks.violated(
                                asked.what + " failed: " + done.cause().getMessage());
                    }
                });
    }

    private static String said(ScaleOutcome outcome) {
        return outcome.running() + " run, converged " + outcome.converged()
                + outcome.failure().map(failure -> ", " + failure.message()).orElse("");
    }

    private void check(Asked asked, ScaleOutcome outcome) {
        Checks checks = site.checks;
        ServiceName service = outcome.service();
        if (asked.isAlone && !checks.wasWantedSince(service, outcome.number(), asked.at)) {
            checks.violated("lost: " + asked.what + " was answered, and is not in the log");
        }
        if (outcome.converged()) {
            converged++;
            if (checks.wereAllWell(asked.at) && !checks.ranSince(service, outcome.number(), asked.at)) {
                checks.violated(asked.what + " was answered as reached, and never was");
            }
        } else if (outcome.failure().isEmpty()
                && checks.wereAllWell(asked.at)
                && checks.isWantedSince(
                        service,
                        outcome.number(),
                        world.now() - Duration.ofSeconds(7).toNanos())
                && world.now() - asked.at < Node.PATIENCE.minusMillis(500).toNanos()) {
            checks.violated(asked.what + " was answered before its time, from what was wanted before");
        }
    }

    void checkNoneIsForgotten() {
        open.stream()
                .filter(Asked::isLate)
                .findFirst()
                .ifPresent(late -> site.checks.violated(late.what + " is not answered by " + late.node.process));
    }
}
