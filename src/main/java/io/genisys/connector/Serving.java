package io.genisys.connector;

import io.genisys.connector.http.Budget;
import io.genisys.connector.http.HttpSettings;
import io.genisys.connector.http.HttpVerticle;
import io.genisys.connector.http.Opening;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API on its port, and the file that says where it is. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final Vertx vertx;
    private final Shutdown shutdown;
    private final AddressFile address;
    private final int instances;
    private final List<HttpVerticle> servers = new CopyOnWriteArrayList<>();
    private boolean isTold;

    /**
     * @param data the folder for the file
     * @param instances how many event loops serve
     */
    Serving(Vertx vertx, Shutdown shutdown, Path data, int instances) {
        this.vertx = vertx;
        this.shutdown = shutdown;
        this.address = AddressFile.in(data);
        this.instances = instances;
    }

    /**
     * Listens, and answers as much as it can meanwhile.
     *
     * @param ids makes a new one for each request that brings none
     * @return ends when it listens
     */
    Future<?> start(HttpSettings http, Supplier<String> ids, Opening opening) {
        Budget budget = Budget.ofThisProcess();
        Supplier<Deployable> server = () -> {
            HttpVerticle verticle = new HttpVerticle(http, budget, ids, opening);
            servers.add(verticle);
            return shutdown.phaseOne(verticle);
        };
        return vertx.deployVerticle(server, new DeploymentOptions().setInstances(instances))
                .recover(error -> Future.failedFuture(StartFaults.notListening(http.bind(), http.port(), error)));
    }

    /** Once all is answered. */
    Future<?> tell(HttpSettings http) {
        int port = servers.get(0).port();
        return tell(http, port).onSuccess(told -> warnIfOpen(http, port));
    }

    private Future<?> tell(HttpSettings http, int port) {
        boolean isTls = http.listen().tls().isPresent();
        isTold = true;
        return vertx.executeBlocking(
                        () -> {
                            address.write(AddressFile.urlFromHere(isTls, http.bind(), port));
                            return null;
                        },
                        false)
                .onSuccess(told -> LOG.info("Serving {}", AddressFile.url(isTls, http.bind(), port)));
    }

    private void warnIfOpen(HttpSettings http, int port) {
        vertx.executeBlocking(http::isOpenToAll, false).onSuccess(isOpen -> {
            if (isOpen) {
                LOG.warn(
                        "Everyone who reaches {} may start any container, which is as much as root on the Docker"
                                + " hosts: set connector.users or connector.tokens, or bind to 127.0.0.1",
                        AddressFile.url(http.listen().tls().isPresent(), http.bind(), port));
            }
        });
    }

    /** Takes the file away, if it is its own. */
    Future<?> end() {
        if (!isTold) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(
                () -> {
                    address.delete();
                    return null;
                },
                false);
    }
}
