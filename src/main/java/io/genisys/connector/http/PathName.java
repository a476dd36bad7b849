package io.genisys.connector.http;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.ext.web.RoutingContext;

/** The service or the host that the path names. */
final class PathName {
    private PathName() {}

    /** The name as it was written, its percent-encoding undone. */
    static String text(RoutingContext request) {
        return request.pathParam("name");
    }

    /** @throws FailureException UNKNOWN_SERVICE if no service can have that name */
    static ServiceName of(RoutingContext request) {
        String text = text(request);
        if (!ServiceName.isValid(text)) {
            throw unknown(text);
        }
        return new ServiceName(text);
    }

    /** @throws FailureException UNKNOWN_HOST if no host can have that name */
    static HostName host(RoutingContext request) {
        String text = text(request);
        if (!ServiceName.isValid(text)) {
            throw unknownHost(text);
        }
        return new HostName(text);
    }

    static FailureException unknownHost(String name) {
        return new FailureException(FailureKind.UNKNOWN_HOST, "there is no host " + name);
    }

    static FailureException unknown(String name) {
        return new FailureException(FailureKind.UNKNOWN_SERVICE, "there is no service " + name);
    }
}
