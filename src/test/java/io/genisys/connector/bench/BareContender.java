package io.genisys.connector.bench;

import java.util.List;

/** The bare client, with a given number of calls at once. */
final class BareContender implements Contender {
    private final BareClient bare;
    private final int parallelUp;
    private final int parallelDown;
    private final BareClient.Recipe recipe;
    private List<String> containers = List.of();

    BareContender(BareClient bare, int parallelUp, int parallelDown, BareClient.Recipe recipe) {
        this.bare = bare;
        this.parallelUp = parallelUp;
        this.parallelDown = parallelDown;
        this.recipe = recipe;
    }

    @Override
    public void up(int number) {
        containers = bare.start(number, parallelUp, recipe);
    }

    @Override
    public void down() {
        bare.killAndRemove(containers, parallelDown);
    }

    @Override
    public String toString() {
        return "docker-java, " + parallelUp + " and " + parallelDown + " at once";
    }
}
