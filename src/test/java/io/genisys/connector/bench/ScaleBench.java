package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import java.nio.file.Path;

/**
 * From 0 to a number and back, in turns with a bare client that asks, waits and removes as well, and makes as many
 * calls at once as serve it best.
 */
final class ScaleBench {
    private static final double SHARE_OF_BARE = 1.05;

    private final DockerDaemon engine;
    private final BareClient bare;
    private final int number;

    ScaleBench(DockerDaemon engine, BareClient bare, int number) {
        this.engine = engine;
        this.bare = bare;
        this.number = number;
    }

    void run(Path folder, Rounds rounds, Report report) {
        try (ScaledConnector connector = new ScaledConnector(folder, engine)) {
            connector.warmUp(number);
            Heat prompt = connector.heat(ScaledConnector.PROMPT);
            Heat port = connector.heat(ScaledConnector.PORT);
            Heat bareOnes = best(ScaledConnector.PROMPT_RECIPE);
            Heat bareWithPort = best(ScaledConnector.PORT_RECIPE);
            rounds.run(() -> {
                prompt.measureAll(number, engine);
                bareOnes.measureAll(number, engine);
                port.measureAll(number, engine);
                bareWithPort.measureAll(number, engine);
            });
            tell("", prompt, bareOnes, report);
            tell(", one port", port, bareWithPort, report);
        }
    }

    private Heat best(BareClient.Recipe recipe) {
        return BestBare.of(bare, recipe, BareContender.Way.ASK, number);
    }

    /** What does the same is what it is held to. */
    private void tell(String kind, Heat ours, Heat other, Report report) {
        report.add(ours.beside("0 to " + number + kind, other, Heat::up).ratioAtMost(SHARE_OF_BARE));
        report.add(ours.beside(number + " to 0" + kind, other, Heat::down).ratioAtMost(SHARE_OF_BARE));
    }
}
