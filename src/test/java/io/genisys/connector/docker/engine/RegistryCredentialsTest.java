package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.model.AuthConfig;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryCredentialsTest {
    @TempDir
    Path folder;

    private Optional<AuthConfig> find(String config, String image) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        return new RegistryCredentials(file).of(new ImageReference(image));
    }

    private static String auth(String userAndPassword) {
        byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
        return "{\"auth\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
    }

    @Test
    void areThoseOfTheImagesRegistry() throws IOException {
        String config = "{\"auths\": {\"a.example\": %s, \"https://b.example:5000/v2/\": %s}}"
                .formatted(auth("ann:x"), auth("bob:y:z"));
        assertThat(find(config, "a.example/app:1").orElseThrow().getUsername()).isEqualTo("ann");
        AuthConfig bob = find(config, "b.example:5000/app:1").orElseThrow();
        assertThat(bob.getUsername()).isEqualTo("bob");
        assertThat(bob.getPassword()).isEqualTo("y:z");
        assertThat(bob.getRegistryAddress()).isEqualTo("b.example:5000");
        assertThat(find(config, "c.example/app:1")).isEmpty();
        assertThat(find(config, "app:1")).isEmpty();
    }

    @Test
    void ofTheDockerHubStandUnderItsOldAddress() throws IOException {
        String config = "{\"auths\": {\"https://index.docker.io/v1/\": %s}}".formatted(auth("hub:x"));
        assertThat(find(config, "nginx:1").orElseThrow().getUsername()).isEqualTo("hub");
        assertThat(find(config, "docker.io/team/app:1").orElseThrow().getRegistryAddress())
                .isEqualTo("https://index.docker.io/v1/");
    }

    @Test
    void mayBeATokenOrLeftToAHelperThatIsNotSupported() throws IOException {
        String config =
                "{\"credsStore\": \"pass\", \"auths\": {\"a.example\": {\"identitytoken\": \"t\"}, \"b.example\": {}}}";
        assertThat(find(config, "a.example/app:1").orElseThrow().getIdentitytoken())
                .isEqualTo("t");
        assertThat(find(config, "b.example/app:1")).isEmpty();
    }

    @Test
    void areTakenAsTheDockerCliTakesThem() throws IOException {
        String lines = auth("ann:" + "x".repeat(80)).replaceAll("(.{76})", "$1\\\\n");
        assertThat(find("{\"auths\": {\"a.example\": " + lines + "}}", "a.example/app:1")
                        .orElseThrow()
                        .getPassword())
                .isEqualTo("x".repeat(80));
        String beside = "{\"auths\": {\"a.example\": {\"auth\": \"\", \"username\": \"ann\", \"password\": \"x\"}}}";
        assertThat(find(beside, "a.example/app:1").orElseThrow().getUsername()).isEqualTo("ann");
        String token = "{\"auths\": {\"a.example\": {\"registrytoken\": \"t\"}}}";
        assertThat(find(token, "a.example/app:1").orElseThrow().getRegistrytoken())
                .isEqualTo("t");
        assertThat(find("{\"auths\": {\"a.example\": {\"auth\": \"\"}}}", "a.example/app:1"))
                .isEmpty();
    }

    @Test
    void mayBeOfTheFormBeforeAuthsThatKubernetesStillHas() throws IOException {
        assertThat(find("{\"https://a.example\": " + auth("ann:x") + "}", "a.example/app:1")
                        .orElseThrow()
                        .getUsername())
                .isEqualTo("ann");
    }

    @Test
    void areThoseOfTheLongestPathAsKubernetesTakesThem() throws IOException {
        String config = "{\"auths\": {\"*.example\": %s, \"a.example\": %s, \"a.example/team\": %s}}"
                .formatted(auth("any:x"), auth("all:x"), auth("team:x"));
        assertThat(find(config, "a.example/team/app:1").orElseThrow().getUsername())
                .isEqualTo("team");
        assertThat(find(config, "a.example/teams/app:1").orElseThrow().getUsername())
                .isEqualTo("all");
        assertThat(find(config, "b.example/app:1").orElseThrow().getUsername()).isEqualTo("any");
        assertThat(find(config, "b.c.example/app:1")).isEmpty();
    }

    @Test
    void showNothingOfTheFileWhereItIsBroken() {
        for (String broken : new String[] {"secret", "{\"auths\": {\"a.example\": {\"auth\": \"secret\"}}}"}) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> find(broken, "a.example/app:1"))
                    .withMessageContaining("config.json")
                    .withNoCause()
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }
}
