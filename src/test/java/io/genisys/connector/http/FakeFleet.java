package io.genisys.connector.http;

import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A fleet in which every service runs as often as the test says. */
final class FakeFleet implements Fleet {
    private volatile OptionalInt running = OptionalInt.of(0);

    void runs(int number) {
        running = OptionalInt.of(number);
    }

    void knowsNoHost() {
        running = OptionalInt.empty();
    }

    @Override
    public List<Instance> instances(ServiceDefinition service) {
        return List.of();
    }

    @Override
    public OptionalInt running(ServiceDefinition service) {
        return running;
    }

    @Override
    public List<HostView> hosts() {
        return List.of();
    }

    @Override
    public Optional<HostView> host(HostName host) {
        return Optional.empty();
    }
}
