package io.genisys.connector.http;

import io.genisys.connector.model.FailureKind;

/** The one table from what went wrong to a status. */
final class Status {
    private Status() {}

    /** 502 if an engine said no, 503 if none said anything, or not in time. */
    static int of(FailureKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNKNOWN_SERVICE, UNKNOWN_HOST, UNKNOWN_VERSION, UNKNOWN_CONTAINER -> 404;
            case CONFLICT -> 409;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case IMAGE_UNAVAILABLE,
                    BAD_COMMAND,
                    PORT_UNAVAILABLE,
                    NAME_TAKEN,
                    NO_SUCH_CONTAINER,
                    EXITED_EARLY,
                    UNHEALTHY,
                    REFUSED -> 502;
            case UNREACHABLE, TIMEOUT, UNSUPPORTED_ENGINE, OVERLOADED, STORE_UNAVAILABLE, NOT_READY, NO_QUORUM -> 503;
            case INTERNAL -> 500;
        };
    }

    /** What to say of a status that Vert.x chose. */
    static String detail(int status) {
        return switch (status) {
            case 400 -> "the request is malformed";
            case 401 -> "a log-in is required: a user's name and password by HTTP Basic, or a bearer token";
            case 404 -> "there is nothing at this path";
            case 405 -> "this path does not have that method; the header Allow lists those it has";
            case 413 -> "the body is larger than this path allows";
            case 414 -> "the request line is longer than " + Limits.LINE_BYTES + " bytes";
            case 417 -> "the only expectation that can be met is 100-continue";
            case 505 -> "the connector speaks HTTP/1.1 and 1.0 only";
            case 431 -> "the headers are larger than " + Limits.HEADER_BYTES + " bytes, or more than " + Limits.HEADERS;
            default -> "the request cannot be answered";
        };
    }
}
