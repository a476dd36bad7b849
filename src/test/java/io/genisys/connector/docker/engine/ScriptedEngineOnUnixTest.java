package io.genisys.connector.docker.engine;

import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.ScriptedEngine;
import java.net.URI;

final class ScriptedEngineOnUnixTest extends ScriptedContract {
    ScriptedEngineOnUnixTest() {
        super(Flavour.DOCKER_20);
    }

    @Override
    URI url(ScriptedEngine scripted) {
        return scripted.unixUrl();
    }
}
