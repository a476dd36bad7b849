package io.genisys.connector.docker.engine;

import io.genisys.connector.testing.DockerDaemon;

final class UnixDockerEngineIT extends RealEngineContract {
    @Override
    DockerDaemon daemon() {
        return DockerDaemon.shared();
    }

    @Override
    EngineSettings settings() {
        return settings(daemon());
    }
}
