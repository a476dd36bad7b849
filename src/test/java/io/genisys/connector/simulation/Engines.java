package io.genisys.connector.simulation;

import io.genisys.connector.docker.Labels;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.testing.ContainerSpec;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.EngineState;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.ScriptedEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scripted engines that have all containers from the start, as after a restart of the connector. */
final class Engines implements AutoCloseable {
    private static final String INFO = "{\"ID\":\"%d\",\"Name\":\"machine\",\"DockerRootDir\":\"/var/lib/docker\","
            + "\"MemTotal\":8000000000,\"NCPU\":4,\"OSType\":\"linux\",\"Architecture\":\"x86_64\","
            + "\"Runtimes\":{\"runc\":{}},\"DefaultRuntime\":\"runc\"}";

    private final List<ScriptedEngine> engines = new ArrayList<>();

    Engines(Size size) {
        for (int host = 0; host < size.hosts(); host++) {
            engines.add(engine(host));
        }
        for (int service = 0; service < size.services(); service++) {
            for (int copy = 0; copy < size.copies(); copy++) {
                run(size.hostOf(service, copy), definition(service), copy + 1);
            }
        }
    }

    /** It says which it is, and what it offers. */
    private static ScriptedEngine engine(int host) {
        ScriptedEngine engine = ScriptedEngine.start();
        String info = INFO.formatted(host);
        engine.when(call -> call.request().path().endsWith("/info"), Fault.answer(200, info));
        return engine;
    }

    static ServiceDefinition definition(int service) {
        return DefinitionForm.read(Map.of("name", Size.service(service), "image", EngineState.IMAGE));
    }

    private void run(int host, ServiceDefinition service, int slot) {
        EngineState state = engines.get(host).state();
        Map<String, String> labels = Map.of(
                Labels.CONNECTOR, "genisys",
                Labels.SERVICE, service.name().value(),
                Labels.INSTANCE, Integer.toString(slot),
                Labels.DEFINITION, service.hash());
        state.start(
                state.create(ContainerSpec.of("genisys-" + service.name() + "-" + slot, EngineState.IMAGE, labels)));
    }

    /** Lines of a configuration's section {@code docker}. */
    List<String> hosts() {
        List<String> lines = new ArrayList<>(List.of("hosts:"));
        IntStream.range(0, engines.size())
                .forEach(i -> lines.add(
                        "- {name: " + Size.host(i) + ", url: " + engines.get(i).unixUrl() + "}"));
        return lines;
    }

    ScriptedEngine get(int host) {
        return engines.get(host);
    }

    int running() {
        return IntStream.range(0, engines.size()).map(this::running).sum();
    }

    int running(int host) {
        return get(host).state().list(c -> c.isRunning()).size();
    }

    /** Of the service that are running: the most on one host, less the fewest on one. */
    int unevenness(String service) {
        List<Integer> copies = engines.stream()
                .map(engine -> engine.state()
                        .list(c -> c.isRunning()
                                && service.equals(c.spec().labels().get(Labels.SERVICE)))
                        .size())
                .toList();
        return copies.stream().max(Integer::compare).orElseThrow()
                - copies.stream().min(Integer::compare).orElseThrow();
    }

    int creates() {
        return calls(Endpoint.CREATE);
    }

    int inspections() {
        return calls(Endpoint.INSPECT);
    }

    private int calls(Endpoint endpoint) {
        return engines.stream().mapToInt(engine -> engine.count(endpoint)).sum();
    }

    @Override
    public void close() {
        engines.forEach(ScriptedEngine::close);
    }
}
