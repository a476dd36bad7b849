package io.genisys.connector.http;

import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.SeenHosts;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A fleet in which every service runs as often, and has the containers and hosts, that the test says. */
final class FakeFleet implements Fleet {
    private volatile OptionalInt running = OptionalInt.of(0);
    private volatile List<Replica> replicas = List.of();
    private volatile SeenHosts hosts = SeenHosts.of(List.of(new HostView(
            HostName.DEFAULT,
            HostProfile.PLAIN,
            ReportNumber.NONE,
            EngineStatus.UNHEARD.in(HostCondition.READY, Optional.empty()),
            0,
            0)));

    void runs(int number) {
        running = OptionalInt.of(number);
    }

    void has(Replica... containers) {
        replicas = List.of(containers);
    }

    void hasHosts(HostView... views) {
        hosts = SeenHosts.of(List.of(views));
    }

    void knowsNoHost() {
        running = OptionalInt.empty();
    }

    @Override
    public List<Replica> replicas(ServiceDefinition service) {
        return replicas;
    }

    @Override
    public OptionalInt running(ServiceDefinition service) {
        return running;
    }

    @Override
    public List<Container> containers(HostName host) {
        return List.of();
    }

    @Override
    public SeenHosts seen() {
        return hosts;
    }

    @Override
    public <T> T still(Supplier<T> questions) {
        return questions.get();
    }
}
