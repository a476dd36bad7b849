package io.genisys.connector.discovery;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lists. Used by any thread. The first answer comes once each host has answered or is lost, as readers would cut
 * off what an earlier one lacks; after it there is always one.
 */
public final class Lists {
    private static final Logger LOG = LoggerFactory.getLogger(Lists.class);

    private final Fleet fleet;
    private final Listing<Traefik.Part> traefik;
    private final Listing<String> prometheus;
    private final Set<HostName> unlisted = new HashSet<>();
    private boolean hasBegun;

    public Lists(Catalog catalog, Fleet fleet) {
        this.fleet = fleet;
        this.traefik = new Listing<>(new Traefik(), catalog, fleet);
        this.prometheus = new Listing<>(new Prometheus(), catalog, fleet);
    }

    /**
     * @param which services; empty: all
     * @throws FailureException NOT_READY before the first answer
     */
    public synchronized Buffer traefik(Optional<Predicate<ServiceName>> which) {
        begin();
        return which.map(traefik::now).orElseGet(traefik::now);
    }

    /**
     * @param which services; empty: all
     * @throws FailureException NOT_READY before the first answer
     */
    public synchronized Buffer prometheus(Optional<Predicate<ServiceName>> which) {
        begin();
        return which.map(prometheus::now).orElseGet(prometheus::now);
    }

    private void begin() {
        if (!hasBegun && (fleet.hosts().isEmpty() || fleet.hosts().stream().anyMatch(HostView::isAwaited))) {
            throw new FailureException(
                    FailureKind.NOT_READY,
                    "not all hosts have answered since the start: a list without their containers would cut them off");
        }
        hasBegun = true;
        fleet.hosts().forEach(this::tellIfUnlisted);
    }

    private void tellIfUnlisted(HostView host) {
        boolean isNews = host.profile().address().isEmpty() && unlisted.add(host.host());
        if (isNews) {
            LOG.warn(
                    "Host {}: its containers cannot be listed for load balancers, as its address is not known: set"
                            + " address in its section of docker.hosts",
                    host.host());
        }
    }
}
