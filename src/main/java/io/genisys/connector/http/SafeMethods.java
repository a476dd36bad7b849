package io.genisys.connector.http;

import io.vertx.core.http.HttpMethod;

/** The methods that change nothing. */
final class SafeMethods {
    private SafeMethods() {}

    static boolean contain(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }
}
