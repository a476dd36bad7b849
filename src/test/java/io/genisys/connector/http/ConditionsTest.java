package io.genisys.connector.http;

import static io.genisys.connector.http.Answers.header;
import static io.genisys.connector.http.TestApi.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.ServiceName;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ETags and conditional requests. The service's version is 2, so that 1 is a former one. */
@ParameterizedClass
@EnumSource(TestApi.Node.class)
final class ConditionsTest {
    private static final String OTHER = "{\"image\":\"nginx:9\"}";

    private final TestApi api;

    ConditionsTest(TestApi.Node node) {
        api = TestApi.start(node);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void aServiceOfVersionTwo() {
        api.has("{\"name\":\"web\",\"image\":\"nginx:0\"}");
        api.has(WEB);
    }

    @Test
    void taggsADefinitionByItsVersion() {
        String created = header(api.post("/service", WEB), "ETag");
        String changed = header(api.put("/service/web", OTHER), "ETag");
        String unchanged = header(api.put("/service/web", OTHER), "ETag");
        api.post("/service/web/scale", "{\"number\":3}");
        assertThat(created).isEqualTo("\"1\"");
        assertThat(changed).isEqualTo("\"2\"");
        assertThat(unchanged).isEqualTo(changed);
        assertThat(header(api.get("/service/web"), "ETag")).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-Match | \"2\" | 200",
                "If-Match | \"1\", \"2\" | 200",
                "If-Match | * | 200",
                "If-Match | \"1\" | 412",
                "If-Match | W/\"2\" | 412",
                "If-Match | 2 | 412",
                "If-Match | \"zz\" | 412",
                "If-Match | \"ffffffffffffffffffff\" | 412",
                "If-None-Match | \"1\" | 200",
                "If-None-Match | \"2\" | 412",
                "If-None-Match | W/\"2\" | 412",
                "If-None-Match | * | 412"
            })
    void changesOnlyWhatTheCallerHasSeen(String name, String value, int status) {
        aServiceOfVersionTwo();
        HttpResponse<String> put = api.put("/service/web", OTHER, name, value);
        if (status == 412) {
            assertThat(Answers.problem(put, 412).getString("type")).endsWith(":precondition-failed");
        } else {
            Answers.json(put, status);
        }
        assertThat(api.get("/service/web").body()).contains(status == 412 ? "nginx:1" : "nginx:9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-Match | * | 412",
                "If-Match | \"1\" | 412",
                "If-None-Match | * | 201",
                "If-None-Match | \"1\" | 201"
            })
    void createsOnlyWhereTheCallerExpectsNone(String name, String value, int status) {
        assertThat(api.put("/service/web", OTHER, name, value).statusCode()).isEqualTo(status);
        assertThat(api.catalog.all()).hasSize(status == 201 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "If-Match | \"2\" | 204",
                "If-Match | * | 204",
                "If-Match | \"1\" | 412",
                "If-None-Match | * | 412",
                "If-None-Match | \"1\" | 204"
            })
    void removesOnlyWhatTheCallerHasSeen(String name, String value, int status) {
        aServiceOfVersionTwo();
        assertThat(api.delete("/service/web", name, value).statusCode()).isEqualTo(status);
        assertThat(api.catalog.all()).hasSize(status == 412 ? 1 : 0);
        assertThat(api.reconciler.removed).hasSize(status == 412 ? 0 : 1);
    }

    @Test
    void asksForTheRemovalOfTheVersionThatTheCallerHasSeen() {
        aServiceOfVersionTwo();
        api.delete("/service/web", "If-Match", "\"2\"");
        assertThat(api.reconciler.removed)
                .containsExactly(new RemoveRequest(new ServiceName("web"), OptionalLong.of(2), TestApi.CALLER));
    }

    @Test
    void refusesToChangeAServiceThatIsBeingRemoved() {
        aServiceOfVersionTwo();
        TestApi.await(api.catalog.beginRemoval(new ServiceName("web"), Precondition.PRESENT));
        String same = api.get("/service/web").body();
        for (HttpResponse<String> answer : List.of(
                api.put("/service/web", OTHER),
                api.put("/service/web", same),
                api.put("/service/web", OTHER, "If-Match", "\"1\""),
                api.post("/service", same))) {
            assertThat(Answers.problem(answer, 409).getString("detail")).isEqualTo("service web is being removed");
        }
        assertThat(api.put("/service/web", OTHER, "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(api.get("/service/web").body()).isEqualTo(same);
    }

    @Test
    void aServiceThatIsNotThereIsUnknownWhateverTheCondition() {
        Answers.problem(api.delete("/service/web", "If-Match", "\"1\""), 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"2\" | 304", "\"7\", W/\"2\" | 304", "* | 304", "\"1\" | 200"})
    void doesNotRepeatWhatTheCallerHas(String tags, int status) {
        aServiceOfVersionTwo();
        HttpResponse<String> response = api.get("/service/web", "If-None-Match", tags);
        if (status == 304) {
            Answers.empty(response, 304);
        } else {
            Answers.json(response, 200);
        }
        assertThat(header(response, "ETag")).isEqualTo("\"2\"");
    }
}
