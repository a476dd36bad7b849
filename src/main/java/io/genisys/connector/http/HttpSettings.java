package io.genisys.connector.http;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.InvalidException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How the API is served.
 *
 * @param bind the address to listen on; one of the loopback serves only callers who name the loopback
 * @param port 0: any free one
 * @param maxContainers the largest number that a service may be scaled to
 * @param scaleWait how long a scale request waits for its number where it does not say so itself
 * @param removeTimeout how long the removal of a service may take
 * @param users who may call; empty: everyone may do everything
 */
public record HttpSettings(
        String bind, int port, int maxContainers, Duration scaleWait, Duration removeTimeout, List<ApiUser> users) {
    /** @throws InvalidException where a number is out of its range */
    public HttpSettings {
        Objects.requireNonNull(bind);
        Objects.requireNonNull(scaleWait);
        Objects.requireNonNull(removeTimeout);
        users = List.copyOf(users);
        if (port < 0 || port > 65_535) {
            throw new InvalidException("port", "must be from 0 to 65535");
        }
        if (maxContainers < 0) {
            throw new InvalidException("max_containers", "must be 0 or more");
        }
    }
}
