package io.genisys.connector.catalog;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Definitions to test with, and how to wait for what a catalog answers. */
final class Services {
    static final ServiceName WEB = new ServiceName("web");
    static final ServiceName DB = new ServiceName("db");

    private Services() {}

    static ServiceDefinition service(ServiceName name, int tag) {
        return service(name.value(), tag);
    }

    static ServiceDefinition service(String name, int tag) {
        return DefinitionForm.read(Map.of(
                "name",
                name,
                "image",
                "repo/" + name.toLowerCase(Locale.ROOT) + ":" + tag,
                "environment",
                Map.of("TAG", tag),
                "ports",
                List.of(8080, "53/udp")));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer in 20 s", e);
        }
    }

    /** The kind of failure that it ends in. */
    static FailureKind failure(Future<?> future) {
        return await(future.<FailureKind>map(done -> {
                    throw new AssertionError("succeeded with " + done);
                })
                .recover(e -> e instanceof FailureException f
                        ? Future.succeededFuture(f.failure().kind())
                        : Future.failedFuture(e)));
    }
}
