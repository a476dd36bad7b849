package io.genisys.connector.http;

import io.vertx.core.http.HttpMethod;
import java.util.Objects;
import java.util.Set;

/**
 * One method of one path of the API.
 *
 * @param path as Vert.x Web has it, {@code /service/:name}
 * @param right what the caller has to be allowed to
 * @param reach whom it is for, among callers who may use some services only
 * @param body what the request has to bring
 * @param answers the statuses of its own answers; those that any route may have, such as 401, are left out
 */
record ApiRoute(
        HttpMethod method, String path, Right right, Reach reach, Body body, Set<Integer> answers, Action action) {
    /** What the body of a request is. */
    enum Body {
        NONE,
        /** Of a small size. */
        JSON,
        /** JSON or YAML, of a small size. */
        COMPOSE,
        /** JSON of all services, of which one at a time is read. */
        DOCUMENT
    }

    ApiRoute {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(right);
        Objects.requireNonNull(reach);
        Objects.requireNonNull(body);
        answers = Set.copyOf(answers);
        Objects.requireNonNull(action);
    }

    static ApiRoute get(String path, Right right, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.GET, path, right, reach(path), Body.NONE, answers, action);
    }

    static ApiRoute post(String path, Right right, Set<Integer> answers, Action action) {
        return post(path, right, Body.JSON, answers, action);
    }

    static ApiRoute post(String path, Right right, Body body, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.POST, path, right, reach(path), body, answers, action);
    }

    static ApiRoute put(String path, Right right, Body body, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.PUT, path, right, reach(path), body, answers, action);
    }

    static ApiRoute delete(String path, Right right, Set<Integer> answers, Action action) {
        return new ApiRoute(HttpMethod.DELETE, path, right, reach(path), Body.NONE, answers, action);
    }

    /** The same, for callers who may use some services only, too: the action leaves out what is not theirs. */
    ApiRoute ofEachService() {
        return new ApiRoute(method, path, right, Reach.EACH_SERVICE, body, answers, action);
    }

    private static Reach reach(String path) {
        return path.startsWith("/service/:name") ? Reach.ONE_SERVICE : Reach.EVERYTHING;
    }
}
