package io.genisys.connector.http;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServerTls;
import io.genisys.connector.secrets.SecretFolder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How the API is served.
 *
 * @param listen where
 * @param services what callers may ask for
 * @param scaleWait how long a scale request waits for its number if it does not say so itself
 * @param removeTimeout how long the removal of a service may take
 * @param hostsAllowed names under which it is served besides addresses and localhost, in small letters; empty: any,
 *     except for browsers
 * @param admission who may call
 */
public record HttpSettings(
        Listen listen,
        ServiceLimits services,
        Duration scaleWait,
        Duration removeTimeout,
        Set<String> hostsAllowed,
        Admission admission) {
    /** @throws InvalidException if a number is out of its range */
    public HttpSettings {
        Objects.requireNonNull(listen);
        Objects.requireNonNull(services);
        Objects.requireNonNull(scaleWait);
        Objects.requireNonNull(removeTimeout);
        hostsAllowed = Set.copyOf(hostsAllowed);
        Objects.requireNonNull(admission);
    }

    /** What is done with numbers. */
    ScalePolicy scale() {
        return services.scale();
    }

    /** The largest number that a service may be scaled to. */
    int maxContainers() {
        return services.maxContainers();
    }

    /** Without TLS, and where no definition may have what gives root on the hosts. */
    public HttpSettings(
            String bind,
            int port,
            int maxContainers,
            Duration scaleWait,
            Duration removeTimeout,
            Set<String> hostsAllowed,
            Admission admission) {
        this(
                new Listen(bind, port, Optional.empty()),
                new ServiceLimits(maxContainers, RootRights.NONE, SecretFolder.NONE),
                scaleWait,
                removeTimeout,
                hostsAllowed,
                admission);
    }

    public String bind() {
        return listen.bind();
    }

    public int port() {
        return listen.port();
    }

    /**
     * Where the API is served.
     *
     * @param bind the address to listen on; one of the loopback serves only callers who name the loopback
     * @param port 0: any free one
     * @param tls empty: without encryption
     */
    public record Listen(String bind, int port, Optional<ServerTls> tls) {
        /** @throws InvalidException if the port is out of its range */
        public Listen {
            Objects.requireNonNull(bind);
            Objects.requireNonNull(tls);
            if (port < 0 || port > 65_535) {
                throw new InvalidException("port", "must be from 0 to 65535");
            }
        }
    }

    /** Whether everyone on the network may do everything. May block: looks the name up. */
    public boolean isOpenToAll() {
        return admission.isOpen() && !Loopback.isBoundBy(listen.bind());
    }
}
