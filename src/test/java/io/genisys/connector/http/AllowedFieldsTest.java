package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.RootPower;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.secrets.SecretFolder;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** At each door through which a definition comes in. */
class AllowedFieldsTest {
    private static final String PRIVILEGED = "{\"name\":\"web\",\"image\":\"nginx:1\",\"privileged\":true}";
    private static final String BIND = "{\"name\":\"db\",\"image\":\"db:1\",\"volumes\":[\"/srv/data/db:/data\"]}";

    private TestApi api = TestApi.start();

    @AfterEach
    void stop() {
        api.close();
    }

    private void allow(Set<RootPower> powers, String... binds) {
        api.close();
        RootRights rights =
                new RootRights(powers, List.of(binds).stream().map(Path::of).toList());
        api = TestApi.start(new HttpSettings(
                new HttpSettings.Listen("127.0.0.1", 0, Optional.empty()),
                new ServiceLimits(10, rights, SecretFolder.NONE),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Set.of(),
                Admission.OPEN));
    }

    private static void refused(HttpResponse<String> answer, String field, String key) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonObject error = new JsonObject(answer.body()).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("field")).isEqualTo(field);
        assertThat(error.getString("message")).contains("gives root on the host", key);
    }

    private static String document(String definition) {
        return "{\"format\":1,\"services\":[{\"definition\":" + definition + "}],\"hosts\":{}}";
    }

    @Test
    void whatGivesRootIsRefusedAtEachDoorAndTheKeyIsNamed() {
        refused(api.post("/service", PRIVILEGED), "privileged", "privileged in docker.allow");
        refused(api.put("/service/web", PRIVILEGED), "privileged", "privileged in docker.allow");
        refused(api.post("/service", BIND), "volumes[0]", "in docker.allow_binds");
        refused(api.put("/import", document(PRIVILEGED)), "services[0].definition.privileged", "docker.allow");
        refused(
                api.post("/import/compose", "{\"services\":{\"web\":{\"image\":\"nginx:1\",\"privileged\":true}}}"),
                "services.web.privileged",
                "privileged in docker.allow");
        assertThat(api.catalog.all()).isEmpty();
    }

    @Test
    void whatIsNamedIsAllowedAtEachDoor() {
        allow(Set.of(RootPower.PRIVILEGED), "/srv/data");

        assertThat(api.post("/service", PRIVILEGED).statusCode()).isEqualTo(201);
        assertThat(api.put("/service/db", BIND).statusCode()).isEqualTo(201);
        refused(api.put("/service/db", BIND.replace("/srv/data/db", "/srv/other")), "volumes[0]", "docker.allow");
        assertThat(api.put("/import", document(PRIVILEGED)).statusCode()).isEqualTo(204);
    }

    @Test
    void whatGivesRootIsToldWithAllOtherFaults() {
        String body =
                "{\"image\":\"no tag\",\"cpus\":0,\"privileged\":true,\"pid\":\"host\",\"volumes\":[\"/etc:/x\"]}";

        assertThat(fields(api.put("/service/web", body)))
                .containsExactly("image", "cpus", "volumes[0]", "privileged", "pid");
        assertThat(fields(api.put(
                        "/service/web", body.replace("\"no tag\"", "\"a:1\"").replace("0", "1"))))
                .containsExactly("volumes[0]", "privileged", "pid");
    }

    private static List<String> fields(HttpResponse<String> answer) {
        return new JsonObject(answer.body())
                .getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("field"))
                        .toList();
    }
}
