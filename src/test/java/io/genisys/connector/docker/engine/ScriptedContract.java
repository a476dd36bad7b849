package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.EngineContract;
import io.genisys.connector.model.HostName;
import io.genisys.connector.testing.Flavour;
import io.genisys.connector.testing.ScriptedEngine;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, over HTTP. */
abstract class ScriptedContract extends EngineContract {
    private final Flavour flavour;
    private ScriptedEngine scripted;
    private Engine engine;

    ScriptedContract(Flavour flavour) {
        this.flavour = flavour;
    }

    abstract URI url(ScriptedEngine scripted);

    @BeforeEach
    void start() {
        scripted = ScriptedEngine.start(flavour);
        engine = DockerEngines.of(EngineSettings.of(CONNECTOR, new HostName("one"), url(scripted)));
        engine.connect();
    }

    @AfterEach
    void stop() {
        engine.close();
        scripted.close();
    }

    final ScriptedEngine scripted() {
        return scripted;
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    @Override
    protected String runByHand(String image, Map<String, String> labels) {
        return scripted.state().run(image, labels);
    }

    @Override
    protected void pauseByHand(String id) {
        scripted.state().pause(id);
    }

    @Override
    protected void addImage(String image, Map<String, String> labels) {
        scripted.state().addImage(image, labels);
    }

    @Override
    protected void moveTag(String image) {
        scripted.state().addImage(image);
    }
}
