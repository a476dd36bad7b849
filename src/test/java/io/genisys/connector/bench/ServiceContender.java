package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.JarProcess;
import java.io.UncheckedIOException;

/** The connector, with one of its services. */
final class ServiceContender implements Contender {
    private final JarProcess connector;
    private final String service;

    ServiceContender(JarProcess connector, String service) {
        this.connector = connector;
        this.service = service;
    }

    @Override
    public void up(int number) {
        scale(number);
    }

    @Override
    public void down() {
        scale(0);
    }

    private void scale(int number) {
        Api.Answer answer = answer(number);
        Bench.check(
                answer.status() == 200 && answer.body().getBoolean("converged"),
                service + " to " + number + " answered " + answer.status() + " " + answer.body());
    }

    /** Where none comes in time, the connector's log tells what it waits for. */
    private Api.Answer answer(int number) {
        try {
            return connector.api().scale(service, number);
        } catch (UncheckedIOException e) {
            connector.dumpThreads();
            throw e;
        }
    }
}
