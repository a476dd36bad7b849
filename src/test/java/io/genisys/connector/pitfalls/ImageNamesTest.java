package io.genisys.connector.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.testing.EngineState;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Containers are counted by the name of an image, which can move, be shared and be written in several ways: moby#12918,
 * nomad#2346.
 */
@Timeout(60)
class ImageNamesTest {
    private static final String DIGEST = "@sha256:e3652a00a2fabd16ce889f0aa32c38eec347b997e73bd09e69c962ec7f8732ee";

    /** Longer than a resync. */
    private static final Duration LISTED_AGAIN = Duration.ofMillis(1500);

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void stillCountsItsOwnContainersWhenTheTagHasMoved() {
        site.start().define("web").scale("web", 3);
        List<String> before = site.running("web");
        site.state().addImage(EngineState.IMAGE);
        site.scale("web", 3);

        await().during(LISTED_AGAIN).until(() -> site.holdsExactly("web", 3));
        assertThat(site.running("web")).isEqualTo(before);
    }

    @Test
    void stillCountsFoundContainersWhenTheTagHasMovedAlsoAfterARestart() {
        runByHand(EngineState.IMAGE, 3);
        site.start().define("web");
        assertThat(site.api().running("web")).isEqualTo(3);
        site.state().addImage(EngineState.IMAGE);
        await().during(LISTED_AGAIN).until(() -> site.api().running("web") == 3);
        site.stop();

        site.start().scale("web", 4);
        assertThat(site.of("web")).as("made").hasSize(1);
    }

    @Test
    void keepsTwoServicesOfOneImageApart() {
        site.start().define("web").define("worker").scale("web", 2).scale("worker", 3);
        List<String> workers = site.running("worker");
        site.scale("web", 0);
        assertThat(site.api().delete("/service/web").status()).isEqualTo(204);

        await().until(() -> site.of("web").isEmpty() && site.holdsExactly("worker", 3));
        assertThat(site.running("worker")).isEqualTo(workers);
    }

    @Test
    void countsWhatItFoundForBothServicesOfAnImage() {
        runByHand(EngineState.IMAGE, 2);
        site.start().define("web").define("worker").scale("web", 3).scale("worker", 2);

        assertThat(site.of("web")).as("one beside the two that were found").hasSize(1);
        assertThat(site.of("worker")).as("the two that were found are enough").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "repo:1, repo:1",
        "repo:1, docker.io/library/repo:1",
        "docker.io/library/repo:1, repo:1",
        "index.docker.io/library/repo:1, docker.io/library/repo:1",
        "repo:latest, repo",
        "repo" + DIGEST + ", repo" + DIGEST,
        "docker.io/library/repo" + DIGEST + ", repo:1" + DIGEST
    })
    void knowsAnImageHoweverItIsWritten(String defined, String ran) {
        site.state().addImage(ran);
        site.state().addImage(defined);
        runByHand(ran, 2);
        site.start().define("web", new JsonObject().put("image", defined)).scale("web", 3);

        assertThat(site.of("web")).as("made beside the two that were found").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"repo:1, repo:2", "repo:1, other/repo:1", "repo:1, registry:5000/repo:1", "repo:1, repo" + DIGEST})
    void takesNoImageForAnother(String defined, String ran) {
        site.state().addImage(defined);
        site.state().addImage(ran);
        runByHand(ran, 2);
        site.start().define("web", new JsonObject().put("image", defined)).scale("web", 1);

        assertThat(site.holdsExactly("web", 1)).isTrue();
    }

    private void runByHand(String image, int number) {
        for (int i = 0; i < number; i++) {
            site.state().run(image, Map.of());
        }
    }
}
