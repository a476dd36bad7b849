package io.genisys.connector.protocol;

import io.genisys.connector.cluster.ModelClient.Fate;
import java.time.Duration;
import java.util.List;

/** What goes wrong. */
final class Faults {
    private final Site site;
    private final World world;
    int count;

    Faults(Site site) {
        this.site = site;
        this.world = site.world;
    }

    void one() {
        List<Node> living = site.living();
        int any = 1 + world.random.nextInt(site.size());
        Node node = living.isEmpty() ? site.node(any) : living.get(world.random.nextInt(living.size()));
        Duration time = world.chance(0.5) ? world.millis(100, 6000) : world.millis(6000, 40_000);
        count++;
        switch (world.random.nextInt(14)) {
            case 0, 1 -> freeze(node, time);
            case 2 -> killed(node, time);
            case 3 -> poweredOff(node, time);
            case 4, 5 -> cutFromStore(node, time);
            case 6, 7 -> loseAnswer(node);
            case 8 -> isolate(node, time);
            case 9 -> oneWay(node, any, time);
            case 10 -> crash(node);
            case 11, 12 -> loseAnswersOfEngine(node, time);
            default -> trouble(time);
        }
    }

    private void mark(int node, Duration time) {
        site.checks.trouble(node);
        for (long passed = 1; passed < time.toSeconds() + 1; passed++) {
            world.after(Duration.ofSeconds(passed), () -> site.checks.trouble(node));
        }
    }

    private void freeze(Node node, Duration time) {
        world.trace("FAULT: " + node.process + " is frozen for " + time);
        mark(node.process.node, time);
        node.freeze(time);
    }

    private void killed(Node node, Duration time) {
        world.trace("FAULT: " + node.process + " is killed");
        kill(node, time);
    }

    private void kill(Node node, Duration time) {
        int which = node.process.node;
        mark(which, time.plusSeconds(5));
        node.kill();
        world.after(time, () -> {
            if (site.node(which).process.isDead()) {
                site.boot(which);
            }
        });
    }

    private void poweredOff(Node node, Duration time) {
        world.trace("FAULT: the machine of " + node.process + " is off for " + time);
        site.checks.powerOff(node.process.node, time);
        site.engine(node.process.node).powerOff();
        world.after(time, () -> site.engine(node.process.node).powerOn());
        kill(node, time);
    }

    private void cutFromStore(Node node, Duration time) {
        world.trace("FAULT: " + node.process + " is cut from the store for " + time);
        node.cutFromStore(time);
    }

    private void loseAnswer(Node node) {
        Fate fate = world.chance(0.7) ? Fate.ANSWER_LOST : Fate.REQUEST_LOST;
        world.trace("FAULT: " + node.process + ": " + fate);
        node.loseAnswer(fate, world.millis(100, 5000));
    }

    /** From all others and from the store. */
    private void isolate(Node node, Duration time) {
        world.trace("FAULT: " + node.process + " is isolated for " + time);
        mark(node.process.node, time);
        for (int other = 1; other <= site.size(); other++) {
            site.network.cut(node.process.node, other, time);
            site.network.cut(other, node.process.node, time);
        }
        node.cutFromStore(time);
        world.after(Duration.ofSeconds(10), () -> {
            if (site.network.isCut(node.process.node, node.process.node % site.size() + 1)) {
                node.resign();
            }
        });
    }

    private void oneWay(Node node, int to, Duration time) {
        if (to != node.process.node) {
            world.trace("FAULT: nothing goes from " + node.process + " to n" + to + " for " + time);
            mark(node.process.node, time);
            mark(to, time);
            site.network.cut(node.process.node, to, time);
        }
    }

    private void loseAnswersOfEngine(Node node, Duration time) {
        ModelEngine engine = site.engine(node.process.node);
        world.trace("FAULT: what " + engine.host + " answers gets lost for " + time);
        engine.loseAnswers(0.3);
        world.after(time, () -> engine.loseAnswers(0));
    }

    private void crash(Node node) {
        site.engine(node.process.node).containers().stream()
                .filter(ModelEngine.Made::isRunning)
                .findFirst()
                .ifPresent(made -> {
                    world.trace("FAULT: " + made.id + " ends by itself");
                    mark(node.process.node, Duration.ofSeconds(10));
                    site.checks.crashed(node.process.node);
                    site.engine(node.process.node).crash(made);
                });
    }

    private void trouble(Duration time) {
        world.trace("FAULT: messages get lost, late and doubled for " + time);
        for (int node = 1; node <= site.size(); node++) {
            mark(node, time);
        }
        site.network.trouble(0.3);
        world.after(time, () -> site.network.trouble(0));
    }

    void heal() {
        world.trace("all is healed");
        site.network.heal();
        for (int node = 1; node <= site.size(); node++) {
            site.engine(node).powerOn();
            site.engine(node).loseAnswers(0);
            if (site.node(node).process.isDead()) {
                site.boot(node);
            } else {
                site.node(node).heal();
            }
        }
    }
}
