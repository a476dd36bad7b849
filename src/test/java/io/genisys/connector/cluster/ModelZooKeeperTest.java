package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

final class ModelZooKeeperTest extends CoordinationContract {
    private final ModelZooKeeper ensemble = new ModelZooKeeper();

    @Override
    Coordination connect(ThreadLane lane) {
        return ensemble.connect(lane);
    }

    @Override
    void expire(Coordination client) {
        assertThat(client).isInstanceOfSatisfying(ModelClient.class, model -> {
            model.expire();
            model.resume();
        });
    }
}
