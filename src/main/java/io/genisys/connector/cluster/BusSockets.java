package io.genisys.connector.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.lang.reflect.Field;

/**
 * The connections of the event bus. Vert.x lets its options say whom to trust, but makes the bus' own client with the
 * check of names switched off, and gives no way to that client. So it is taken out of the bus; a release of Vert.x in
 * which it is not found there does not start with TLS.
 */
final class BusSockets {
    private BusSockets() {}

    /** To be called when the bus listens, and before it has sent anything. */
    static Future<?> secure(Vertx vertx, NodeTls tls) {
        if (!tls.isOn()) {
            return Future.succeededFuture();
        }
        EventBus bus = vertx.eventBus();
        return part(bus, "client", NetClient.class)
                .updateSSLOptions(tls.use(new NetClientOptions()).getSslOptions())
                .compose(changed -> part(bus, "server", NetServer.class)
                        .updateSSLOptions(tls.use(new NetServerOptions()).getSslOptions()));
    }

    private static <T> T part(EventBus bus, String name, Class<T> type) {
        try {
            Field field = bus.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(bus));
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("the event bus of this Vert.x has no " + name + " that checks names", e);
        }
    }
}
