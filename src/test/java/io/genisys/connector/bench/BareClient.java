package io.genisys.connector.bench;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** docker-java and nothing else: no label, no inspection, no care. */
final class BareClient implements AutoCloseable {
    /** Not the services': containers of theirs the connector would count, and stop. */
    static final String IMAGE = "test/bare:1";

    private final DockerClient docker;

    /**
     * What containers are made with.
     *
     * @param command empty: the image's own
     * @param port to be published on any free one
     */
    record Recipe(List<String> command, Optional<Integer> port) {
        static final Recipe PLAIN = new Recipe(List.of(), Optional.empty());
    }

    BareClient(URI engine) {
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(engine.toString())
                .withDockerTlsVerify(false)
                .build();
        docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    String start(Recipe recipe) {
        CreateContainerCmd create = docker.createContainerCmd(IMAGE).withCmd(recipe.command());
        recipe.port().map(ExposedPort::tcp).ifPresent(exposed -> publish(create, exposed));
        String id = create.exec().getId();
        docker.startContainerCmd(id).exec();
        return id;
    }

    private static void publish(CreateContainerCmd create, ExposedPort port) {
        Ports bindings = new Ports();
        bindings.bind(port, Ports.Binding.empty());
        create.withExposedPorts(port).withHostConfig(HostConfig.newHostConfig().withPortBindings(bindings));
    }

    /** Of all containers, also those that do not run. */
    List<Container> list() {
        return docker.listContainersCmd().withShowAll(true).exec();
    }

    void kill(String container) {
        docker.killContainerCmd(container).exec();
    }

    void remove(String container) {
        docker.removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
    }

    /** That number at once. */
    List<String> start(int number, int parallel, Recipe recipe) {
        return together(
                parallel,
                Stream.generate(() -> (Callable<String>) () -> start(recipe)).limit(number));
    }

    void killAndRemove(List<String> containers, int parallel) {
        end(containers, parallel, id -> {
            kill(id);
            remove(id);
        });
    }

    /** As the connector does it: each is asked to end, and is removed once it has ended. */
    void askAndRemove(List<String> containers, int parallel) {
        end(containers, parallel, id -> {
            docker.killContainerCmd(id).withSignal("SIGTERM").exec();
            docker.waitContainerCmd(id).start().awaitStatusCode();
            docker.removeContainerCmd(id).withRemoveVolumes(true).exec();
        });
    }

    private static void end(List<String> containers, int parallel, Consumer<String> step) {
        together(parallel, containers.stream().map(id -> () -> {
            step.accept(id);
            return id;
        }));
    }

    /** Follows the engine's events, from when this returns. */
    Closeable watch(Consumer<Event> listener) {
        CountDownLatch open = new CountDownLatch(1);
        Closeable watch = docker.eventsCmd().exec(new ResultCallback.Adapter<Event>() {
            @Override
            public void onStart(Closeable stream) {
                super.onStart(stream);
                open.countDown();
            }

            @Override
            public void onNext(Event event) {
                listener.accept(event);
            }
        });
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return watch;
    }

    private static List<String> together(int parallel, Stream<Callable<String>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<String> done = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(tasks.toList())) {
                done.add(future.get());
            }
            return done;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        try {
            docker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
