package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ServiceName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServicesByImageTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final ServiceName DB = new ServiceName("db");

    private final ServicesByImage services = new ServicesByImage();

    @Test
    void followsServicesThatChangeTheirImageOrGo() {
        services.put(WEB, Optional.of("a"));
        services.put(DB, Optional.of("a"));
        assertThat(services.of(List.of("a", "b"))).containsExactlyInAnyOrder(WEB, DB);

        services.put(WEB, Optional.of("b"));
        services.put(DB, Optional.empty());
        assertThat(services.of(List.of("a"))).isEmpty();
        assertThat(services.of(List.of("b"))).containsExactly(WEB);
    }
}
