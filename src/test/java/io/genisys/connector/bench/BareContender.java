package io.genisys.connector.bench;

import java.util.List;

/** The bare client, with a given number of calls at once. */
final class BareContender implements Contender {
    /** How it ends containers. */
    enum Way {
        /** Without asking. */
        KILL,
        /** As the connector does. */
        ASK
    }

    private final BareClient bare;
    private final int parallelUp;
    private final int parallelDown;
    private final BareClient.Recipe recipe;
    private final Way way;
    private List<String> containers = List.of();

    BareContender(BareClient bare, int parallelUp, int parallelDown, BareClient.Recipe recipe, Way way) {
        this.bare = bare;
        this.parallelUp = parallelUp;
        this.parallelDown = parallelDown;
        this.recipe = recipe;
        this.way = way;
    }

    @Override
    public void up(int number) {
        containers = bare.start(number, parallelUp, recipe);
    }

    @Override
    public void down() {
        if (way == Way.KILL) {
            bare.killAndRemove(containers, parallelDown);
        } else {
            bare.askAndRemove(containers, parallelDown);
        }
    }

    @Override
    public String toString() {
        return "docker-java, " + parallelUp + " and " + parallelDown + " at once"
                + (way == Way.KILL ? ", kill and remove" : ", signal, wait, remove");
    }
}
