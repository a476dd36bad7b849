package io.genisys.connector.bench;

import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.History;
import io.genisys.connector.plan.HostState;
import io.genisys.connector.plan.HostStates;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.Planner;
import io.genisys.connector.plan.Rollout;
import io.genisys.connector.plan.UnderWay;
import io.genisys.connector.plan.Update;
import io.genisys.connector.plan.Watched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The parts of a pass that have no time to wait for, where each service has one container, and one of them changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PassBenchmark {
    private static final HostName HOST = HostName.DEFAULT;
    private static final Instant NOW = Instant.EPOCH.plusSeconds(1);

    @Param({"10", "100", "500", "1000", "10000"})
    public int services;

    private ReportedFleet fleet;
    private ServiceDefinition definition;
    private Update update;
    private Container running;
    private Container unhealthy;
    private long digest;
    private long sequence;

    @Setup
    public void fill() {
        fleet = new ReportedFleet(Ownership.IMAGE, InstantSource.system(), host -> {
            throw new IllegalStateException("a report did not fit");
        });
        List<Container> all = IntStream.range(0, services)
                .mapToObj(i -> container(i, Health.HEALTHY))
                .toList();
        running = all.get(0);
        unhealthy = container(0, Health.UNHEALTHY);
        digest = HostReport.digest(all);
        fleet.accept(report(true, all, digest));
        definition = DefinitionForm.read(Map.of("name", name(0).value(), "image", "test/busybox:1"));
        update = new Update(
                new ServiceUpdate(1, 2, UpdateState.UPDATING, ServiceUpdate.Progress.NONE, Optional.empty(), NOW, NOW),
                NOW,
                Optional.of(new Update.Before(new Observation.Wanted(definition, Goal.running(0)), Map.of())),
                false,
                Set.of(),
                Watched.NOTHING,
                Update.Pace.FREE);
    }

    /** The report of a change of one container. */
    @Benchmark
    public void report() {
        boolean odd = sequence % 2 == 1;
        Container before = odd ? running : unhealthy;
        Container after = odd ? unhealthy : running;
        digest += HostReport.digest(List.of(after)) - HostReport.digest(List.of(before));
        fleet.accept(report(false, List.of(after), digest));
    }

    /** What is to be done for its service. */
    @Benchmark
    public Plan plan() {
        return Planner.plan(observation());
    }

    /** The same, while it is updated. */
    @Benchmark
    public Plan update() {
        return Rollout.of(observation(), update).plan();
    }

    private Observation observation() {
        return new Observation(
                new Observation.Wanted(definition, Goal.running(2)),
                new HostStates(
                        fleet.seen(), host -> Availability.ACTIVE, host -> new HostState(host, Availability.ACTIVE, 0)),
                fleet.replicas(definition),
                UnderWay.NOTHING,
                History.NONE,
                NOW,
                new Observation.Limits(1, 32, Duration.ofMinutes(1)));
    }

    private HostReport report(boolean complete, List<Container> present, long leadsTo) {
        sequence++;
        return new HostReport(
                HOST,
                HostProfile.PLAIN,
                new ReportNumber(1, sequence),
                new EngineStatus(HostCondition.READY, NOW, NOW, Optional.of("20.10.24"), Optional.empty()),
                new HostReport.Containers(complete, present, Set.of(), leadsTo));
    }

    private static Container container(int service, Health health) {
        return new Container(
                "%064x".formatted(service),
                "genisys-" + name(service) + "-1",
                new Claim.Ours(name(service), 1, "hash"),
                Optional.of("docker.io/test/busybox:1"),
                NOW,
                Container.Run.of(ContainerState.RUNNING, health));
    }

    private static ServiceName name(int service) {
        return new ServiceName("service" + service);
    }
}
