package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.Claims;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.streams.HttpStreams;
import io.genisys.connector.model.NetworkPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Engines for tests, whose events one Vert.x reads for all of them, to the end of the process. */
public final class DockerEngines {
    static final Streams STREAMS = new HttpStreams(Vertx.vertx(new VertxOptions().setUseDaemonThread(true)));

    private DockerEngines() {}

    /** One whose containers are told by their labels, and that makes no networks. */
    public static Engine of(EngineSettings settings) {
        return of(settings, NetworkPolicy.REQUIRE);
    }

    static Engine of(EngineSettings settings, NetworkPolicy networks) {
        return DockerEngine.of(settings, Claims.byLabels(settings.connector()), networks, STREAMS);
    }
}
