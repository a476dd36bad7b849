package io.genisys.connector.testing;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Docker's API that a {@link ScriptedEngine} speaks. */
public enum Endpoint {
    PING("GET /_ping"),
    VERSION("GET /version"),
    EVENTS("GET /events"),
    LIST("GET /containers/json"),
    INSPECT("GET /containers/([^/]+)/json"),
    LOGS("GET /containers/([^/]+)/logs"),
    CREATE("POST /containers/create"),
    START("POST /containers/([^/]+)/start"),
    KILL("POST /containers/([^/]+)/kill"),
    PAUSE("POST /containers/([^/]+)/pause"),
    UNPAUSE("POST /containers/([^/]+)/unpause"),
    STOP("POST /containers/([^/]+)/stop"),
    REMOVE("DELETE /containers/([^/]+)"),
    INSPECT_IMAGE("GET /images/(.+)/json"),
    PULL("POST /images/create"),
    OTHER(".*");

    private final Pattern pattern;

    Endpoint(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    static Endpoint of(Request request) {
        return Arrays.stream(values())
                .filter(e -> e.matcher(request).matches())
                .findFirst()
                .orElseThrow();
    }

    /** The container or image in the path; empty where there is none. */
    String target(Request request) {
        Matcher m = matcher(request);
        return m.matches() && m.groupCount() > 0 ? m.group(1) : "";
    }

    private Matcher matcher(Request request) {
        return pattern.matcher(request.method() + " " + request.path());
    }
}
