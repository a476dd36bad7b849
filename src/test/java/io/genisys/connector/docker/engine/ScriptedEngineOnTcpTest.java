package io.genisys.connector.docker.engine;

import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.ScriptedEngine;
import java.net.URI;

final class ScriptedEngineOnTcpTest extends ScriptedContract {
    ScriptedEngineOnTcpTest() {
        super(Flavour.DOCKER_29);
    }

    @Override
    URI url(ScriptedEngine scripted) {
        return scripted.tcpUrl();
    }
}
