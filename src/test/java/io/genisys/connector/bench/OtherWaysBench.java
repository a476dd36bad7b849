package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import java.nio.file.Path;

/**
 * From 0 to a number and back, in turns with those who do it otherwise: a bare client that kills, and so has less to
 * wait for, and a swarm.
 */
final class OtherWaysBench {
    private static final double DEAF_SHARE_OF_BARE = 1.2;
    private static final String SWARM = "docker service scale";

    private final DockerDaemon engine;
    private final BareClient bare;
    private final int number;

    OtherWaysBench(DockerDaemon engine, BareClient bare, int number) {
        this.engine = engine;
        this.bare = bare;
        this.number = number;
    }

    void run(Path folder, Rounds rounds, Report report) {
        try (ScaledConnector connector = new ScaledConnector(folder, engine);
                Swarm swarm = new Swarm(ScaledConnector.COMMAND)) {
            connector.warmUp(number);
            Heat prompt = connector.heat(ScaledConnector.PROMPT);
            Heat port = connector.heat(ScaledConnector.PORT);
            Heat deaf = connector.heat(ScaledConnector.DEAF);
            Heat killing = best(ScaledConnector.PROMPT_RECIPE);
            Heat killingWithPort = best(ScaledConnector.PORT_RECIPE);
            Heat swarmed = Heat.of(swarm);
            rounds.run(() -> {
                prompt.measureAll(number, engine);
                killing.measureAll(number, engine);
                port.measureAll(number, engine);
                killingWithPort.measureAll(number, engine);
                swarmed.measureAll(number, engine);
                deaf.measureAll(number, engine);
            });
            report.add(prompt.beside(number + " to 0", killing, Heat::down));
            report.add(port.beside(number + " to 0, one port", killingWithPort, Heat::down));
            tellDeaf(deaf, killing, report);
            report.add(prompt.beside("0 to " + number, swarmed, Heat::up, SWARM));
            report.add(prompt.beside(number + " to 0", swarmed, Heat::down, SWARM));
        }
    }

    private Heat best(BareClient.Recipe recipe) {
        return BestBare.of(bare, recipe, BareContender.Way.KILL, number);
    }

    private void tellDeaf(Heat ours, Heat least, Report report) {
        String what = number + " to 0, deaf to SIGTERM, grace " + ScaledConnector.GRACE_SECONDS + " s";
        report.add(ours.beside(what, least, Heat::down, least.contender() + ", without grace")
                .ratioAtMost(DEAF_SHARE_OF_BARE, ScaledConnector.GRACE_SECONDS));
    }
}
