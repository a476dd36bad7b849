package io.genisys.connector.http;

import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole state as one document, and retrying what failed. */
final class StateTest {
    private final TestApi api = TestApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void movesTheWholeStateAsOneDocument() {
        api.has(WEB);
        String document = api.get("/export").body();
        api.has("{\"name\":\"web\",\"image\":\"nginx:2\"}");
        api.has("{\"name\":\"other\",\"image\":\"nginx:2\"}");

        assertThat(api.put("/import", document).statusCode()).isEqualTo(204);
        assertThat(new JsonObject(api.get("/service").body()).fieldNames()).containsExactly("web");
        assertThat(api.get("/service/web").body()).contains("nginx:1");
        assertThat(api.get("/export").body()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"format\":2,\"services\":[]}",
                "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"web\"}}]}",
                "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"w\",\"image\":\"a:1\"},\"number\":-1}]}",
                "{\"format\":\"x\",\"services\":7}"
            })
    void refusesADocumentAsAWhole(String document) {
        api.has(WEB);

        assertThat(api.put("/import", document).statusCode()).isEqualTo(400);
        assertThat(api.get("/service").body()).contains("nginx:1");
    }

    @Test
    void hasWhatFailedTriedAgain() {
        api.has(WEB);

        assertThat(api.post("/service/web/retry", "{}").statusCode()).isEqualTo(204);
        assertThat(api.reconciler.retried).hasSize(1);
        assertThat(api.post("/service/nobody/retry", "{}").statusCode()).isEqualTo(404);
    }
}
