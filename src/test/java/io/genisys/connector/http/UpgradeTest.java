package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Floor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API of a cluster of which one node was not updated yet. */
final class UpgradeTest {
    private static final String OF_LATER = "\"image\":\"nginx:1\",\"update_config\":{\"parallelism\":2}";

    private final TestApi api = TestApi.startFollower();

    @BeforeEach
    void oneIsOld() {
        api.nodes().oldest(new Floor(1, "n2", "1.0.0"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(Answers.problem(answer, 409).getString("detail"))
                .contains("field update_config of service web", "node n2", "update that node first");
    }

    @Test
    void noDefinitionWithAFieldThatItCannotReadIsTaken() {
        isRefused(api.put("/service/web", "{" + OF_LATER + "}"));
        isRefused(api.post("/service", "{\"name\":\"web\"," + OF_LATER + "}"));
        isRefused(api.put(
                "/import", "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"web\"," + OF_LATER + "}}]}"));
        isRefused(api.post(
                "/import/compose",
                "{\"services\":{\"web\":{\"image\":\"nginx:1\",\"deploy\":{\"update_config\":{\"parallelism\":2}}}}}"));

        assertThat(api.get("/service/web").statusCode()).isEqualTo(404);
    }

    @Test
    void allElseIsTaken() {
        assertThat(api.put("/service/web", "{\"image\":\"nginx:1\"}").statusCode())
                .isEqualTo(201);
    }
}
