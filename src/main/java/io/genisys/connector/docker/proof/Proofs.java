package io.genisys.connector.docker.proof;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.docker.Claims;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.model.HostName;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes the engines of all hosts prove what is ours. What is known of a host lives as long as this: one whose settings
 * change is not listed for the first time again. Safe for use by several threads.
 */
public final class Proofs {
    private final String connector;
    private final MadeRecord made;
    private final InstantSource clock;
    private final Chronicle chronicle;
    private final EngineIds ids = new EngineIds();
    private final Map<Place, Provenance> places = new ConcurrentHashMap<>();

    /**
     * @param connector our name
     * @param clock that is never set
     */
    public Proofs(String connector, MadeRecord made, InstantSource clock, Chronicle chronicle) {
        this.connector = connector;
        this.made = made;
        this.clock = clock;
        this.chronicle = chronicle;
    }

    /** @param engine makes an engine which asks these claims whose its containers are */
    public Engine proven(HostName host, URI url, Function<Claims, Engine> engine) {
        return proven(host, url, Optional.empty(), engine);
    }

    /**
     * The same of a host that others drive before and after us.
     *
     * @param together what all of them write on the containers that they make; empty: there are no others
     */
    public Engine proven(HostName host, URI url, Optional<String> together, Function<Claims, Engine> engine) {
        Provenance provenance = places.computeIfAbsent(
                new Place(host, url), place -> new Provenance(host, connector, made, together, clock, chronicle));
        return new ProvenEngine(engine.apply(provenance), host, provenance, made, ids);
    }

    private record Place(HostName host, URI url) {}
}
