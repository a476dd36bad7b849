package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.KnownHosts.Standing;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A host whose machine is no more. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class ForgetHostTest {
    private static final HostName GONE = new HostName("gone");

    private final TestApi api;

    ForgetHostTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void oneThatNothingDrivesIsForgotten() {
        api.catalog
                .knownHosts(new KnownHosts(new TreeMap<>(Map.of(GONE, Standing.LOST)), false))
                .await();

        assertThat(api.call("DELETE", "/hosts/gone", "").statusCode()).isEqualTo(204);
        assertThat(api.catalog.knownHosts().names()).isEmpty();
        assertThat(api.call("DELETE", "/hosts/gone", "").statusCode()).isEqualTo(404);
    }

    @Test
    void oneThatANodeDrivesIsNotForgotten() {
        assertThat(Answers.problem(api.call("DELETE", "/hosts/docker", ""), 409).getString("detail"))
                .isEqualTo("host docker is driven by node n1: take it out of docker.hosts there");
    }

    @Test
    void oneThatIsNotKnownIsNotFound() {
        Answers.problem(api.call("DELETE", "/hosts/nowhere", ""), 404);
        Answers.problem(api.call("DELETE", "/hosts/-", ""), 404);
    }
}
