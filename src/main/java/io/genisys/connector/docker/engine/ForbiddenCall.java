package io.genisys.connector.docker.engine;

/** The answer was 403: something before the engine, or a plugin of it, lets this call not through. */
final class ForbiddenCall extends RuntimeException {
    static final int STATUS = 403;

    private static final long serialVersionUID = 1L;

    /** @param call its method and path, such as {@code POST /containers/create} */
    ForbiddenCall(String call) {
        super(call + " is forbidden: let it through the proxy before the engine");
    }
}
