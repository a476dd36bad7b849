package io.genisys.connector.bench;

import java.util.List;
import java.util.Optional;

/** The bare client, with so many calls at once. */
final class BareContender implements Contender {
    private final BareClient bare;
    private final int parallelUp;
    private final int parallelDown;
    private final Optional<Integer> port;
    private List<String> containers = List.of();

    BareContender(BareClient bare, int parallelUp, int parallelDown, Optional<Integer> port) {
        this.bare = bare;
        this.parallelUp = parallelUp;
        this.parallelDown = parallelDown;
        this.port = port;
    }

    @Override
    public void up(int number) {
        containers = bare.start(number, parallelUp, port);
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
