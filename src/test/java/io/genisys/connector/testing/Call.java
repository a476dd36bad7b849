package io.genisys.connector.testing;

/**
 * A call that came in.
 *
 * @param nth of its endpoint's calls since the engine was made, from 1
 */
public record Call(Endpoint endpoint, int nth, Request request) {
    /** The container or image in the path; for a create its name, for a pull its image; else empty. */
    public String target() {
        return switch (endpoint) {
            case CREATE -> request.query("name");
            case PULL -> request.image();
            default -> endpoint.target(request);
        };
    }
}
