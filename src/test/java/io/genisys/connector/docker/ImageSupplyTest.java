package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ImageSupplyTest {
    @Test
    void forgetsTheTagsThatWereAskedForLongAgo(Vertx vertx) {
        InMemoryEngine engine = new InMemoryEngine("genisys");
        ImageSupply supply = new ImageSupply(engine, new EngineWorkers(vertx, HostName.DEFAULT));
        for (int i = 0; i < ImageSupply.MOST + 50; i++) {
            String tag = "ci/app:" + i;
            engine.offer(tag);
            supply.pull(new ImageReference(tag), 1).await();
        }
        assertThat(supply.remembered()).isEqualTo(ImageSupply.MOST);
    }
}
