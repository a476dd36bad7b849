package io.genisys.connector;

import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.ConnectorConfig.ConnectorSection;
import io.genisys.connector.config.ConnectorConfig.DockerSection;
import io.genisys.connector.config.ConnectorConfig.HostSection;
import io.genisys.connector.docker.HostSettings;
import io.genisys.connector.docker.engine.EngineSettings;
import io.genisys.connector.docker.engine.OwnContainer;
import io.genisys.connector.docker.engine.Timeouts;
import io.genisys.connector.docker.proof.MadeRecord;
import io.genisys.connector.docker.proof.Proofs;
import io.genisys.connector.http.HttpSettings;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.reconcile.ReconcileSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** What the configuration means for each part. */
record Wiring(ConnectorConfig config) {
    /** A call that changes something is made at most so often for one order: create, start, look, remove. */
    private static final int CALLS_AN_ORDER = 4;
    /** How long an order may wait in line behind others, beyond what it takes itself. */
    private static final Duration QUEUE = Duration.ofMinutes(5);

    /** A busy machine may pause for so long without anything being wrong. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(5);

    List<HostSection> hosts() {
        return config.docker().hosts();
    }

    HttpSettings http() {
        ConnectorSection connector = config.connector();
        return new HttpSettings(
                connector.bind(),
                connector.port(),
                connector.maxContainers(),
                connector.scaleWait(),
                stopTimeout().plus(config.docker().stopGrace()),
                connector.hostsAllowed(),
                connector.users());
    }

    ReconcileSettings reconcile() {
        return new ReconcileSettings(
                config.connector().reconcile(),
                config.docker().keepFailed(),
                stopTimeout().plus(config.docker().pullTimeout()),
                stopTimeout(),
                config.docker().stopGrace(),
                hostSilentAfter(),
                config.docker().hostLostAfter(),
                config.docker().timeout(),
                config.docker().pausePatience(),
                config.docker().rebalance());
    }

    /** @param isAwaited whether nothing is started anywhere before it has answered */
    HostSettings host(HostSection host, boolean isAwaited) {
        DockerSection docker = config.docker();
        return new HostSettings(
                host.name(),
                host.profile().awaited(isAwaited),
                config.connector().name(),
                docker.pull(),
                docker.stopGrace(),
                docker.resync(),
                docker.lookTimeout());
    }

    /** Blocks: it reads a file. */
    Proofs proofs(SteadyClock clock) {
        ConnectorSection connector = config.connector();
        MadeRecord made = MadeRecord.open(connector.data(), clock::wall, new SecureRandom()::nextLong);
        return new Proofs(connector.name(), made, clock);
    }

    EngineSettings engine(HostSection host) {
        DockerSection docker = config.docker();
        return new EngineSettings(
                config.connector().name(),
                host.name(),
                host.url(),
                host.tls(),
                docker.config(),
                new Timeouts(docker.lookTimeout(), docker.timeout(), docker.pullTimeout()),
                OwnContainer.id());
    }

    /** A ping that is under way, and the one before it, are told of each time. */
    private Duration hostSilentAfter() {
        Duration pings = config.docker().lookTimeout().multipliedBy(3);
        return pings.compareTo(SHORTEST_SILENCE) > 0 ? pings : SHORTEST_SILENCE;
    }

    private Duration stopTimeout() {
        return config.docker().timeout().multipliedBy(CALLS_AN_ORDER).plus(QUEUE);
    }
}
