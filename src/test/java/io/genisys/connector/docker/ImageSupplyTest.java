package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImageReference;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ImageSupplyTest {
    @Test
    void forgetsTheTagsThatWereAskedForLongAgo(Vertx vertx) {
        InMemoryEngine engine = new InMemoryEngine("genisys");
        ImageSupply supply = new ImageSupply(
                engine, new EngineWorkers(vertx, HostName.DEFAULT, new Driving(InstantSource.system(), 1)));
        for (int i = 0; i < ImageSupply.MOST + 50; i++) {
            String tag = "ci/app:" + i;
            engine.offer(tag);
            supply.pull(new ImageReference(tag), Optional.empty(), 1).await();
        }
        assertThat(supply.remembered()).isEqualTo(ImageSupply.MOST);
    }

    @Test
    void pullsAnImageOnceForEachPlatform(Vertx vertx) {
        InMemoryEngine engine = new InMemoryEngine("genisys");
        engine.offer("app:1");
        ImageSupply supply = new ImageSupply(
                engine, new EngineWorkers(vertx, HostName.DEFAULT, new Driving(InstantSource.system(), 1)));
        for (String platform : List.of("linux/amd64", "linux/arm64", "linux/arm64")) {
            supply.pull(new ImageReference("app:1"), Optional.of(platform), 1).await();
        }
        assertThat(engine.calls())
                .filteredOn(call -> call.method().equals("pull"))
                .hasSize(2);
    }
}
