package io.genisys.connector.flood;

import io.genisys.connector.testing.JarProcess;
import java.io.IOException;

/**
 * Something that is sent to a connector in great numbers.
 *
 * @param name says what
 */
record Storm(String name, Sender sender) {
    /** Sends it, and tells what came back. */
    @FunctionalInterface
    interface Sender {
        String send(int port) throws IOException;
    }

    /** Sends it, while the connector's health is asked for. */
    Row blowOn(JarProcess connector) throws IOException {
        HealthWatch health = new HealthWatch(connector.port());
        String outcome;
        try (health) {
            outcome = sender.send(connector.port());
        }
        return Row.of(name, outcome, health, connector);
    }
}
