package io.genisys.connector.docker;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.secrets.SecretFolder;
import java.time.Duration;
import java.util.Objects;

/**
 * How one host is driven.
 *
 * @param connector the value of our label {@code io.genisys.connector}, first part of container names
 * @param stopGrace from the signal to the kill, if a definition says nothing
 * @param resync how often everything is listed again, whatever the events said
 * @param ping how often the engine is asked whether it answers
 */
public record HostSettings(
        HostName host,
        HostProfile profile,
        String connector,
        StartRules starts,
        Duration stopGrace,
        Duration resync,
        Duration ping) {
    public HostSettings {
        Objects.requireNonNull(host);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(connector);
        Objects.requireNonNull(starts);
        Objects.requireNonNull(stopGrace);
        Objects.requireNonNull(resync);
        Objects.requireNonNull(ping);
    }

    /** Where no container may have what gives root on the host. */
    public HostSettings(
            HostName host,
            HostProfile profile,
            String connector,
            PullPolicy pull,
            Duration stopGrace,
            Duration resync,
            Duration ping) {
        this(
                host,
                profile,
                connector,
                new StartRules(pull, RootRights.NONE, SecretFolder.NONE),
                stopGrace,
                resync,
                ping);
    }

    PullPolicy pull() {
        return starts.pull();
    }
}
