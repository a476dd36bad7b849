package io.genisys.connector.http;

import io.vertx.core.http.HttpMethod;
import java.util.Objects;
import java.util.Set;

/**
 * One method of one path of the API.
 *
 * @param path as Vert.x Web has it, {@code /service/:name}
 * @param body what the request has to bring
 * @param answers the statuses of its own answers; those that any route may have, such as 401, are left out
 */
record ApiRoute(HttpMethod method, String path, Right right, Body body, Set<Integer> answers, Action action) {
    /** What the body of a request is. */
    enum Body {
        NONE,
        /** Of a small size. */
        JSON,
        /** JSON of all services, of which one at a time is read. */
        DOCUMENT
    }

    ApiRoute {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(right);
        Objects.requireNonNull(body);
        answers = Set.copyOf(answers);
        Objects.requireNonNull(action);
    }

    static ApiRoute get(String path, Right right, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.GET, path, right, Body.NONE, answers, action);
    }

    static ApiRoute post(String path, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.POST, path, Right.WRITE, Body.JSON, answers, action);
    }

    static ApiRoute put(String path, Body body, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.PUT, path, Right.WRITE, body, answers, action);
    }

    static ApiRoute delete(String path, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.DELETE, path, Right.WRITE, Body.NONE, answers, action);
    }
}
