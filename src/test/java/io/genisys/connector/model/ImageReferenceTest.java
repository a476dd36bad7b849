package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "repo:1, docker.io/library/repo:1",
        "docker.io/library/repo:1, docker.io/library/repo:1",
        "docker.io/repo:1, docker.io/library/repo:1",
        "index.docker.io/library/repo:1, docker.io/library/repo:1",
        "library/repo:1, docker.io/library/repo:1",
        "tutum/hello-world:latest, docker.io/tutum/hello-world:latest",
        "docker_image:tag, docker.io/library/docker_image:tag",
        "registry:5000/name:2, registry:5000/name:2",
        "registry.example.com/team/app:2, registry.example.com/team/app:2",
        "localhost/app:2, localhost/app:2",
        "[::1]:5000/app:2, [::1]:5000/app:2",
        "a__b/c---d.e:V_1.2-x, docker.io/a__b/c---d.e:V_1.2-x",
    })
    void hasOneSpellingForAllReferencesToAnImage(String text, String canonical) {
        assertThat(new ImageReference(text).canonical()).isEqualTo(canonical);
        assertThat(new ImageReference(text)).hasToString(text);
    }

    @Test
    void leavesTheTagOutBesideADigest() {
        assertThat(new ImageReference("repo:1@" + DIGEST).canonical())
                .isEqualTo(new ImageReference("repo@" + DIGEST).canonical())
                .isEqualTo("docker.io/library/repo@" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "nginx", "registry:5000/name", "localhost:5000/name", "team/app", ":1", "repo:", "Repo:1", "a/B:1",
                "repo:1:2", "repo:-x", "repo: 1", " repo:1", "repo:1\n", "/repo:1", "repo/:1", "a//b:1",
                        "repo@sha256:1",
                "a___b:1", "-a:1", "http://host/repo:1", "repo:ä", "-host.x/repo:1", "user@host.x/repo:1"
            })
    void refusesWhatIsNoReferenceWithTagOrDigest(String text) {
        assertThatThrownBy(() -> new ImageReference(text))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("with a tag or a digest");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "registry:5000/name, registry:5000/name:latest",
        "repo:1, docker.io/library/repo:1",
    })
    void readsWhatTheEngineShowsWithoutATagAsLatest(String text, String canonical) {
        assertThat(ImageReference.canonical(text)).contains(canonical);
    }

    @Test
    void endsAtTheLengthsThatRegistriesHave() {
        assertThat(ImageReference.isValid("repo:" + "t".repeat(128))).isTrue();
        assertThat(ImageReference.isValid("repo:" + "t".repeat(129))).isFalse();
        assertThat(ImageReference.isValid("a/".repeat(100_000) + "a:1")).isFalse();
        assertThat(ImageReference.isValid("a".repeat(500) + ".b.c:1")).isTrue();
    }
}
