package io.genisys.connector.discovery;

import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * How a reader wants the list. The same containers always lead to the same bytes.
 *
 * @param <P> the part of one service
 */
interface Form<P> {
    P part(ServiceDefinition service, List<Target> targets);

    /** @param parts of all services, by name */
    Buffer whole(List<P> parts);
}
