package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.Pinged;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FileLink;
import io.genisys.connector.model.FilePlaces.Place;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.NetworkPolicy;
import io.genisys.connector.secrets.Contents;
import io.genisys.connector.secrets.Contents.Content;
import io.genisys.connector.testing.Endpoint;
import io.genisys.connector.testing.Fault;
import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.ScriptedEngine;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code docs/engine-calls.md} lists all calls that are made, and no other. */
final class EngineCallsTest {
    private static final String IMAGE = "test/busybox:1";
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]+ /[^`]*)` \\|.*");

    private final ScriptedEngine scripted = ScriptedEngine.start(Flavour.DOCKER_20);
    private final Engine engine = DockerEngines.of(
            EngineSettings.of("genisys", new HostName("one"), scripted.unixUrl()), NetworkPolicy.CREATE);

    @AfterEach
    void close() {
        engine.close();
        scripted.close();
    }

    @Test
    void theListHasEachCallThatIsMadeAndNoOther() throws IOException {
        Map<String, Runnable> exercises = exercises();
        assertThat(exercises.keySet())
                .as("each call of the port: add a new one to this test, and what it calls to docs/engine-calls.md")
                .containsExactlyInAnyOrderElementsOf(methods());

        exercises.values().forEach(EngineCallsTest::attempt);

        assertThat(made()).isEqualTo(documented());
    }

    @Test
    void aProxyThatForbidsACallIsNamedWithTheCall() {
        scripted.state().addImage(IMAGE);
        engine.connect();
        scripted.when(Endpoint.CREATE, Fault.refuse(403, "no"));
        assertThatThrownBy(() -> engine.create(container()))
                .isInstanceOf(EngineException.class)
                .hasMessage("Host one could not create genisys-web-1 from test/busybox:1: POST /containers/create is"
                        + " forbidden: let it through the proxy before the engine");
    }

    @Test
    void aProxyThatForbidsTheEventsIsNamedWithThem() {
        engine.connect();
        scripted.when(Endpoint.EVENTS, Fault.refuse(403, "no"));
        assertThatThrownBy(() -> engine.watch(event -> {}, () -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessage("Host one could not tell its events: GET /events is forbidden: let it through the proxy"
                        + " before the engine");
    }

    private static NewContainer container() {
        return new NewContainer("genisys", DefinitionForm.read(Map.of("name", "web", "image", IMAGE)), 1);
    }

    private static NewContainer networked() {
        return new NewContainer(
                "genisys",
                DefinitionForm.read(Map.of("name", "web", "image", IMAGE, "networks", List.of("front", "back"))),
                1);
    }

    private static NewContainer withFile() {
        FileLink link = new FileLink("key", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Place place = new Place("secrets[0]", link, "/run/secrets/key", "/", false);
        return container().with(new Contents(List.of(new Content(place, new byte[] {1})), Optional.of("0")));
    }

    /** By the name of the call. */
    private Map<String, Runnable> exercises() {
        scripted.state().addImage(IMAGE);
        String id = scripted.state().run(IMAGE, Map.of("com.docker.compose.project", "shop"));
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("connect", engine::connect);
        all.put("ping", () -> Pinged.ping(engine));
        all.put("list", engine::list);
        all.put("create", () -> engine.create(networked()));
        all.put("facts", engine::facts);
        all.put("join", () -> engine.join(own(), networked()));
        all.put("bring", () -> engine.bring(own(), withFile()));
        all.put("find", () -> engine.find("genisys-web-1"));
        all.put("start", () -> engine.start(own()));
        all.put("watch", () -> engine.watch(event -> {}, () -> {}).close());
        all.put("say", () -> engine.say(own(), List.of("io.genisys.owner")));
        all.put("logTail", () -> engine.logTail(own(), 10));
        all.put("log", () -> engine.log(new LogRange(own(), 10, Optional.empty())));
        all.put("unpause", () -> engine.unpause(own()));
        all.put("terminate", () -> engine.terminate(id, Optional.of("SIGINT")));
        all.put("stop", () -> engine.stop(own(), Duration.ZERO));
        all.put("kill", () -> engine.kill(own()));
        all.put("remove", () -> engine.remove(own()));
        all.put("pull", () -> engine.pull(new ImageReference(IMAGE)));
        all.put("image", () -> engine.image(IMAGE));
        all.put("objection", engine::objection);
        return all;
    }

    private String own() {
        return engine.find("genisys-web-1").map(Container::id).orElse("gone");
    }

    private static Set<String> methods() {
        return Arrays.stream(Engine.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !name.equals("close"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a scripted engine does not know is a call all the same. */
    private static void attempt(Runnable exercise) {
        try {
            exercise.run();
        } catch (EngineException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private Set<String> made() {
        return scripted.calls().stream()
                .map(call ->
                        call.request().method() + " " + general(call.request().path()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String general(String path) {
        return path.replaceFirst("^/containers/(?!json$|create$)[^/]+", "/containers/{id}")
                .replaceFirst("^/networks/(?!create$)[^/]+", "/networks/{name}")
                .replaceFirst("^/images/(?!create$).+/json$", "/images/{name}/json");
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(Path.of("docs/engine-calls.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
