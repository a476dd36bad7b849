package io.genisys.connector;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.HostSection;
import io.genisys.connector.config.Keys;
import io.genisys.connector.docker.HostSettings;
import io.genisys.connector.docker.StartRules;
import io.genisys.connector.docker.engine.EngineSettings;
import io.genisys.connector.docker.engine.OwnContainer;
import io.genisys.connector.docker.engine.Timeouts;
import io.genisys.connector.docker.proof.MadeRecord;
import io.genisys.connector.docker.proof.Proofs;
import io.genisys.connector.http.Admission;
import io.genisys.connector.http.HttpSettings;
import io.genisys.connector.http.ServiceLimits;
import io.genisys.connector.model.NetworkPolicy;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.reconcile.ReconcileSettings;
import io.genisys.connector.secrets.KeyedHash;
import io.genisys.connector.secrets.SecretFolder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the configuration means for each part.
 *
 * @param files that containers get; one for the whole connector, which remembers what it has seen
 */
record Wiring(ConnectorConfig config, SecretFolder files) {
    /** A call that changes something is made at most so often for one order: create, start, look, remove. */
    private static final int CALLS_AN_ORDER = 4;
    /** How long an order may wait in line behind others, beyond what it takes itself. */
    private static final Duration QUEUE = Duration.ofMinutes(5);

    /** A busy machine may pause for so long without anything being wrong. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(5);

    static Wiring of(ConnectorConfig config) {
        SecretFolder files = config.get(Keys.SECRETS)
                .map(folder -> SecretFolder.at(folder, config.get(Keys.DATA)))
                .orElse(SecretFolder.NONE);
        return new Wiring(config, files);
    }

    /** The same, with other hosts. */
    Wiring with(List<HostSection> hosts) {
        return new Wiring(config.with(Keys.HOSTS, hosts), files);
    }

    List<HostSection> hosts() {
        return config.get(Keys.HOSTS);
    }

    HttpSettings http() {
        return new HttpSettings(
                new HttpSettings.Listen(config.get(Keys.BIND), config.get(Keys.PORT), config.get(Keys.TLS)),
                new ServiceLimits(config.get(Keys.MAX_CONTAINERS), rights(), files, scale()),
                config.get(Keys.SCALE_WAIT),
                stopTimeout().plus(config.get(Keys.STOP_GRACE)).plus(config.get(Keys.DRAIN_DELAY)),
                config.get(Keys.HOSTS_ALLOWED).orElse(Set.of()),
                new Admission(
                        config.get(Keys.USERS).orElse(List.of()),
                        config.get(Keys.TOKENS).orElse(List.of()),
                        config.get(Keys.RATE).map(OptionalInt::of).orElse(OptionalInt.empty()),
                        sessions()));
    }

    /** By which the log-ins of browsers are signed. */
    KeyedHash sessions() {
        return KeyedHash.at(config.get(Keys.DATA).resolve("sessions.key"));
    }

    ScalePolicy scale() {
        return new ScalePolicy(config.get(Keys.SCALING), config.get(Keys.LIMITS), config.get(Keys.MAX_CONTAINERS));
    }

    RootRights rights() {
        return new RootRights(
                config.get(Keys.ALLOW).orElse(Set.of()),
                config.get(Keys.ALLOW_BINDS).orElse(List.of()));
    }

    ReconcileSettings reconcile() {
        return new ReconcileSettings(
                new ReconcileSettings.Numbers(config.get(Keys.RECONCILE), scale()),
                config.get(Keys.KEEP_FAILED),
                config.get(Keys.REBALANCE),
                new ReconcileSettings.OrderTimes(
                        stopTimeout().plus(config.get(Keys.PULL_TIMEOUT)),
                        stopTimeout(),
                        config.get(Keys.STOP_GRACE),
                        config.get(Keys.DRAIN_DELAY)),
                new ReconcileSettings.HostTimes(hostSilentAfter(), config.get(Keys.HOST_LOST_AFTER)),
                new ReconcileSettings.Patience(config.get(Keys.TIMEOUT), config.get(Keys.PAUSE_PATIENCE)),
                files);
    }

    /** @param isAwaited whether nothing is started anywhere before it has answered */
    HostSettings host(HostSection host, boolean isAwaited) {
        return new HostSettings(
                host.name(),
                host.profile().awaited(isAwaited),
                config.get(Keys.NAME),
                new StartRules(config.get(Keys.PULL), rights(), files),
                config.get(Keys.STOP_GRACE),
                config.get(Keys.RESYNC),
                config.get(Keys.LOOK_TIMEOUT));
    }

    /** Blocks: it reads a file. */
    Proofs proofs(SteadyClock clock, Chronicle chronicle) {
        MadeRecord made = MadeRecord.open(config.get(Keys.DATA), clock::wall, new SecureRandom()::nextLong);
        return new Proofs(config.get(Keys.NAME), made, clock, chronicle);
    }

    NetworkPolicy networks() {
        return config.get(Keys.NETWORKS);
    }

    EngineSettings engine(HostSection host) {
        return new EngineSettings(
                config.get(Keys.NAME),
                host.name(),
                host.url(),
                host.tls(),
                config.get(Keys.CONFIG),
                new Timeouts(config.get(Keys.LOOK_TIMEOUT), config.get(Keys.TIMEOUT), config.get(Keys.PULL_TIMEOUT)),
                OwnContainer.id());
    }

    /** A ping that is under way, and the one before it, are told of each time. */
    private Duration hostSilentAfter() {
        Duration pings = config.get(Keys.LOOK_TIMEOUT).multipliedBy(3);
        return pings.compareTo(SHORTEST_SILENCE) > 0 ? pings : SHORTEST_SILENCE;
    }

    private Duration stopTimeout() {
        return config.get(Keys.TIMEOUT).multipliedBy(CALLS_AN_ORDER).plus(QUEUE);
    }
}
