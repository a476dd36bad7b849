package io.genisys.connector.plan;

import io.genisys.connector.model.UpdateState;
import io.genisys.connector.plan.UpdateModel.Kind;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold of any update, whatever happens: {@link UpdateModel} checks each plan, and this how it ends. */
class RolloutPropertiesTest {
    /** Longer than any update of the model takes: its deadline for each container, with failures in between. */
    private static final int LONG = 1_500;

    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsAtTheNumberWhateverHappens(long seed) {
        Random random = new Random(seed);
        UpdateModel model = new UpdateModel(seed);
        model.put(model.kind());
        for (int i = 0; i < random.nextInt(12); i++) {
            model.run(random.nextInt(20));
            happen(model, random);
        }
        model.calm();
        int ran = 0;
        do {
            model.run(100);
            ran += 100;
        } while (ran < LONG && !model.isAtRest());

        boolean isGoingOn = model.state()
                .filter(state -> !state.isEnd() && state != UpdateState.PAUSED)
                .isPresent();
        if (isGoingOn) {
            throw model.broken("the update has not ended");
        }
        boolean isGood =
                model.current() == Kind.GOOD || model.state().equals(java.util.Optional.of(UpdateState.PAUSED));
        if (isGood && model.ready() != model.number()) {
            throw model.broken(model.ready() + " are ready at the end, and not " + model.number());
        }
    }

    private static void happen(UpdateModel model, Random random) {
        switch (random.nextInt(9)) {
            case 0, 1 -> model.scale(random.nextInt(9));
            case 2 -> model.kill();
            case 3, 4 -> model.crashOne();
            case 5, 6 -> model.turnHost();
            case 7 -> model.put(model.kind());
            default -> model.pauseOrResume();
        }
    }
}
