package io.genisys.connector.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.compose.ComposeReport.Service;
import io.genisys.connector.config.Faults;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.RootRights;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeReaderTest {
    private static final ComposeReader READER = new ComposeReader(10, RootRights.NONE::check);

    private static ComposeReport read(String... lines) {
        return READER.read(String.join("\n", lines));
    }

    private static Service service(String... lines) {
        return read("services:\n  web:\n    image: nginx:1\n    " + String.join("\n    ", lines))
                .services()
                .get("web");
    }

    private static Map<String, Object> definition(Service service) {
        return DefinitionForm.write(service.definition().orElseThrow());
    }

    @Test
    void aServiceWithAnImageBecomesADefinition() {
        Service web = service("command: httpd -f", "environment: {LEVEL: 3, NO: no}", "ports: ['8080']");

        assertThat(definition(web))
                .containsEntry("name", "web")
                .containsEntry("image", "nginx:1")
                .containsEntry("environment", Map.of("LEVEL", "3", "NO", "no"));
        assertThat(web.fields().taken()).containsExactly("image", "command", "environment", "ports");
        assertThat(web.number()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx,nginx:latest",
        "registry:5000/team/app,registry:5000/team/app:latest",
        "registry:5000/team/app:2,registry:5000/team/app:2"
    })
    void anImageWithoutATagIsTheLatest(String written, String image) {
        Service web =
                read("services: {web: {image: '" + written + "'}}").services().get("web");

        assertThat(definition(web)).containsEntry("image", image);
    }

    @Test
    void whatTheConnectorDoesItselfIsIgnoredWithTheReason() {
        Service web = service("restart: always", "depends_on: [db]", "profiles: [dev]");

        assertThat(web.definition()).isPresent();
        assertThat(web.fields().ignored()).containsOnlyKeys("restart", "depends_on", "profiles");
        assertThat(web.fields().ignored().get("restart")).contains("is the restart policy itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"build: .", "container_name: web", "links: [db]", "env_file: .env", "extends: {service: a}"})
    void whatWouldMakeAnotherServiceOfItIsRefusedWithTheReason(String line) {
        Service web = service(line);

        assertThat(web.definition()).isEmpty();
        assertThat(web.fields().refused()).containsOnlyKeys(line.replaceFirst(":.*", ""));
    }

    @Test
    void aFieldThatIsMisspeltIsRefusedWithTheNameThatIsMeant() {
        assertThat(service("comand: x", "name: y").fields().refused())
                .containsEntry("comand", "is not a field of Compose's services; did you mean command?")
                .containsKey("name");
    }

    @Test
    void eachFaultOfADefinitionIsToldAtItsPlaceInTheFile() {
        Service web = service("ports: [80, http]", "deploy: {placement: {constraints: [node.role == manager]}}");

        assertThat(web.fields().refused()).containsOnlyKeys("ports[1]", "deploy.placement.constraints[0]");
        assertThat(web.fields().taken()).containsExactly("image");
    }

    @Test
    void aServiceWithoutAnImageIsRefused() {
        assertThat(read("services: {web: {build: .}}")
                        .services()
                        .get("web")
                        .fields()
                        .refused())
                .containsOnlyKeys("build", "image");
    }

    @ParameterizedTest
    @CsvSource({
        "scale: 3,scale",
        "'deploy: {replicas: 3}',deploy.replicas",
        "'deploy: {replicas: \"3\"}',deploy.replicas"
    })
    void theReplicasBecomeTheNumber(String line, String field) {
        Service web = service(line);

        assertThat(web.number()).hasValue(3);
        assertThat(web.fields().taken()).containsExactly("image", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale: 11", "scale: -1", "scale: many", "scale: 1.5", "scale: [2]"})
    void aNumberThatIsNotAllowedIsRefused(String line) {
        assertThat(service(line).fields().refused()).containsEntry("scale", "must be a whole number from 0 to 10");
    }

    @Test
    void aFaultOfResourcesIsToldAtItsPlace() {
        assertThat(service("deploy: {resources: {limits: {memory: much}}}")
                        .fields()
                        .refused())
                .containsOnlyKeys("deploy.resources.limits.memory");
    }

    @Test
    void twoNumbersMustNotContradictEachOther() {
        assertThat(service("scale: 2", "deploy: {replicas: 2}").number()).hasValue(2);
        assertThat(service("scale: 2", "deploy: {replicas: 3}").fields().refused())
                .containsKey("deploy.replicas");
    }

    @Test
    void aNumberThatTheServiceHasStays() {
        Service web = service("scale: 3").withNumber(7);

        assertThat(web.number()).isEqualTo(OptionalInt.empty());
        assertThat(web.fields().ignored())
                .containsEntry("scale", "the service has the number 7 already, which only a scale changes");
    }

    @Test
    void placementIsTakenAsSwarmWritesIt() {
        Service web = service("deploy: {placement: {constraints: ['node.labels.zone == west']}, mode: replicated}");

        assertThat(definition(web))
                .containsEntry("placement", Map.of("constraints", List.of("node.labels.zone == west")));
        assertThat(service("deploy: {mode: global}").fields().refused()).containsOnlyKeys("deploy.mode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_web", "-web", ".web", "sixty-four-characters-are-more-than-a-name-may-have-and-so-is-this-one"
            })
    void aNameThatIsNotAllowedHereIsRefused(String name) {
        Service service =
                read("services:", "  " + name + ": {image: nginx}").services().get(name);

        assertThat(service.fields().refused()).containsOnlyKeys("name");
        assertThat(service.definition()).isEmpty();
    }

    @Test
    void anchorsMergesAndExtensionsWork() {
        ComposeReport report = read(
                "x-common: &common",
                "  image: nginx:1",
                "  environment: &env {A: a}",
                "services:",
                "  one: {<<: *common, command: sleep 1}",
                "  two: {<<: [*common, {command: sleep 2}], environment: {<<: *env, B: b}, x-team: ops}");

        assertThat(report.isWhole()).isTrue();
        assertThat(definition(report.services().get("one"))).containsEntry("command", "sleep 1");
        assertThat(definition(report.services().get("two")))
                .containsEntry("image", "nginx:1")
                .containsEntry("command", "sleep 2")
                .containsEntry("environment", Map.of("A", "a", "B", "b"));
        assertThat(report.services().get("two").fields().ignored()).containsOnlyKeys("x-team");
        assertThat(report.file().ignored()).containsOnlyKeys("x-common");
    }

    @Test
    void variablesAreNeverPutInPlaceHere() {
        Service web = service("command: echo ${HOME} $USER", "environment: {A: $$HOME, B: '$$$$'}");

        assertThat(web.fields().refused().get("command")).startsWith("has a variable; scripts/compose puts");
        assertThat(definition(service("environment: {A: $$HOME, B: '$$$$', C: a$$b}")))
                .containsEntry("environment", Map.of("A", "$HOME", "B", "$$", "C", "a$b"));
    }

    @Test
    void aFileThatGrowsOutOfAliasesIsRefused() {
        StringBuilder bomb = new StringBuilder("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("x-%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, before))));
        }
        bomb.append("services: {web: {image: nginx, command: *a11}}");

        assertThat(Faults.of(() -> READER.read(bomb.toString())))
                .containsExactly("is larger than 1048576 bytes once its aliases are written out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {a: &a [*a]} | 1:15: is not valid YAML: something in it contains itself",
                "web: {image: nginx} | services: must be a Compose file: an object with services, each of them an object",
                "services: [] | services: must be a Compose file: an object with services, each of them an object",
                "services: {} | services: must be a Compose file: an object with services, each of them an object",
                "hello | must be a Compose file: an object with services, each of them an object",
            })
    void whatIsNoComposeFileIsRefused(String text, String fault) {
        assertThat(Faults.of(() -> READER.read(text))).containsExactly(fault);
    }

    @Test
    void whatIsAroundTheServicesIsToldToo() {
        ComposeReport report = read(
                "version: '3.8'",
                "name: shop",
                "include: [other.yml]",
                "sevices: {}",
                "networks: {front: {external: true, name: real}, back: , odd: {drivr: x}}",
                "volumes: {data: {driver: local}, nfs: {driver_opts: {type: nfs}}}",
                "services: {web: {image: nginx}}");

        assertThat(report.isWhole()).isFalse();
        assertThat(report.services().get("web").definition()).isPresent();
        assertThat(report.file().taken()).containsExactly("networks.front.name", "networks.back");
        assertThat(report.file().ignored())
                .containsOnlyKeys("version", "name", "networks.front.external", "volumes.data.driver");
        assertThat(report.file().refused())
                .containsOnlyKeys("include", "sevices", "networks.odd.drivr", "volumes.nfs.driver_opts");
    }

    @Test
    void aServiceThatIsNoObjectIsRefused() {
        Service web = read("services: {web: nginx}").services().get("web");

        assertThat(web.definition()).isEqualTo(Optional.empty());
        assertThat(web.fields().refused()).containsKey("");
    }
}
