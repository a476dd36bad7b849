package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.ScaleRequest;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.docker.DockerVerticle;
import io.genisys.connector.docker.Driving;
import io.genisys.connector.docker.HostSettings;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.fleet.Incarnations;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.http.Admission;
import io.genisys.connector.http.Budget;
import io.genisys.connector.http.HttpSettings;
import io.genisys.connector.http.HttpVerticle;
import io.genisys.connector.http.Opening;
import io.genisys.connector.http.Sources;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.reconcile.BackOffStore;
import io.genisys.connector.reconcile.Inputs;
import io.genisys.connector.reconcile.ReconcileSettings;
import io.genisys.connector.reconcile.ReconcileVerticle;
import io.genisys.connector.reconcile.Term;
import io.genisys.connector.testing.Someone;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UndeployTest {
    private static final int ROUNDS = 100;
    /** Of what ended last something may still be on its way. */
    private static final int A_FEW = 10;

    private static final HostName HOST = new HostName("docker");
    private static final ServiceName WEB = new ServiceName("web");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final SteadyClock clock = SteadyClock.system();
    private final Chronicle chronicle = new Chronicle(vertx, clock);
    private final MemoryCatalog catalog = new MemoryCatalog();
    private final ReportedFleet fleet =
            new ReportedFleet(Ownership.IMAGE, InstantSource.system(), new HostClient(vertx)::askForReport);
    private final ReconcileClient reconcile = new ReconcileClient(vertx, clock);
    private final Incarnations incarnations = new Incarnations(fleet, 0);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void verticlesThatAreUndeployedLeaveNothingBehind() throws Exception {
        Reports.registerCodecs(vertx);
        await(catalog.put(
                DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE)), Precondition.NONE));
        deployAndUndeploy(() -> assertThat(alive())
                .containsKeys(
                        DockerVerticle.class.getName(),
                        ReconcileVerticle.class.getName(),
                        HttpVerticle.class.getName()));
        Map<String, Long> before = alive();
        long threads = threads();

        for (int i = 0; i < ROUNDS; i++) {
            deployAndUndeploy(() -> {});
        }

        assertThat(catalog.listeners()).isZero();
        assertThat(fleet.listeners()).isZero();
        assertThat(threads()).isLessThan(threads + A_FEW);
        assertThat(alive())
                .allSatisfy(
                        (type, count) -> assertThat(count).as(type).isLessThan(before.getOrDefault(type, 0L) + A_FEW));
    }

    private void deployAndUndeploy(Check inBetween) throws Exception {
        InMemoryEngine engine = new InMemoryEngine("genisys");
        Registration reports = await(Reports.listen(vertx, fleet));
        List<String> deployed = new ArrayList<>();
        for (Deployable verticle : List.of(host(engine), reconciler(), server())) {
            deployed.add(0, await(vertx.deployVerticle(verticle)));
        }
        await(catalog.number(WEB, OptionalInt.of(2)));
        int number = await(reconcile.await(new ScaleRequest(WEB, 2, MINUTE, Someone.ALICE)))
                .running();
        assertThat(number).isEqualTo(2);
        inBetween.check();
        for (String deployment : deployed) {
            await(vertx.undeploy(deployment));
        }
        reports.end();
    }

    /** May fail. */
    @FunctionalInterface
    private interface Check {
        void check() throws Exception;
    }

    private Deployable host(InMemoryEngine engine) {
        HostSettings settings = new HostSettings(
                HOST, HostProfile.PLAIN, "genisys", PullPolicy.MISSING, MINUTE, MINUTE, Duration.ofSeconds(1));
        return new DockerVerticle(engine, settings, new Driving(clock, incarnations.next(HOST)), chronicle);
    }

    private Deployable reconciler() {
        ReconcileSettings settings = new ReconcileSettings(
                true,
                0,
                true,
                new ReconcileSettings.OrderTimes(MINUTE, MINUTE, MINUTE, Duration.ZERO),
                new ReconcileSettings.HostTimes(MINUTE, MINUTE),
                new ReconcileSettings.Patience(MINUTE, MINUTE),
                Editions.WITHOUT_FILES);
        return new ReconcileVerticle(
                new Inputs(catalog, fleet, clock, chronicle, BackOffStore.NONE),
                settings,
                new Term(1, host -> fleet.host(host).isPresent()));
    }

    private Deployable server() {
        HttpSettings settings = new HttpSettings("127.0.0.1", 0, 10, MINUTE, MINUTE, Set.of(), Admission.OPEN);
        return new HttpVerticle(
                settings,
                Budget.ofThisProcess(),
                () -> "1",
                new Opening(
                        Future.succeededFuture(
                                new Sources(catalog, fleet, clock, chronicle, new RecentHistory(), Sources.Views.NONE)),
                        Future.succeededFuture()));
    }

    /** How many objects there are of what a verticle makes: its parts, timers and consumers. */
    private static Map<String, Long> alive() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 4 && isOfAVerticle(words[3]))
                .collect(Collectors.toMap(words -> words[3], words -> Long.parseLong(words[1]), Long::sum));
    }

    /** The calls that an engine in memory remembers are as many as it got: the engine itself is counted. */
    private static boolean isOfAVerticle(String type) {
        return (type.startsWith("io.genisys.connector.docker.") && !type.equals(InMemoryEngine.Call.class.getName()))
                || type.startsWith("io.genisys.connector.reconcile.")
                || type.startsWith("io.genisys.connector.http.")
                || type.startsWith("io.vertx.core.eventbus.impl.")
                || type.contains("TimerHandler");
    }

    /** Those of Vert.x are made as they are needed, up to a number, and kept. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("vert.x-"))
                .count();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, TimeUnit.SECONDS);
    }
}
