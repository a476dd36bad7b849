package io.genisys.connector.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A caller of the API, who sends what httpie sends. */
public final class Api {
    /**
     * Of 1.1, like the callers' own: JDK 17's client drops all requests of an HTTP/2 connection that is being closed.
     */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    public Api(URI base) {
        this.base = base;
    }

    /** An answer; the body of one without JSON is empty. */
    public record Answer(int status, JsonObject body, HttpResponse<String> response) {}

    public int port() {
        return base.getPort();
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer post(String path, String json) {
        return send(json(path).POST(BodyPublishers.ofString(json)).build());
    }

    public Answer put(String path, String json) {
        return send(json(path).PUT(BodyPublishers.ofString(json)).build());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** Any request; an empty body is none. */
    public Answer send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    /** {@code http POST :7051/service/<name>/scale number=<number>}: httpie sends the number as a string. */
    public Answer scale(String service, int number) {
        return post("/service/" + service + "/scale", "{\"number\": \"" + number + "\"}");
    }

    /** As {@link #scale}, and answered as soon as the number is recorded: 202. */
    public Answer order(String service, int number) {
        return send(json("/service/" + service + "/scale")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"number\": " + number + "}"))
                .build());
    }

    public CompletableFuture<Answer> scaling(String service, int number) {
        HttpRequest request = json("/service/" + service + "/scale")
                .POST(BodyPublishers.ofString("{\"number\": " + number + "}"))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Api::answer);
    }

    /** {@code running_resources}; -1 where the status is not 200. */
    public int running(String service) {
        Answer answer = get("/service/" + service + "/status");
        return answer.status() == 200 ? answer.body().getInteger("running_resources") : -1;
    }

    public void define(String service, String image) {
        int status = post(
                        "/service",
                        new JsonObject()
                                .put("name", service)
                                .put("image", image)
                                .encode())
                .status();
        if (status != 201) {
            throw new IllegalStateException(service + " was not defined: " + status);
        }
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, */*;q=0.5");
    }

    private static Answer send(HttpRequest request) {
        try {
            return answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonObject body = isJson ? new JsonObject(response.body()) : new JsonObject();
        return new Answer(response.statusCode(), body, response);
    }
}
