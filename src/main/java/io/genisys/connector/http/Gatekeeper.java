package io.genisys.connector.http;

import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** Decides who may call a route, from what the route table says of it and from what the caller was granted. */
final class Gatekeeper implements Handler<RoutingContext> {
    private final ApiRoute route;

    Gatekeeper(ApiRoute route) {
        this.route = route;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<String> service =
                route.reach() == Reach.ONE_SERVICE ? Optional.of(PathName.text(ctx)) : Optional.empty();
        refusal(route, Identity.grant(ctx), service).ifPresent(Gatekeeper::refuse);
        ctx.next();
    }

    /**
     * @param service that the path names
     * @return why it is refused; empty: it is not
     */
    static Optional<String> refusal(ApiRoute route, Grant grant, Optional<String> service) {
        Optional<Role> needed = route.right().role();
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        if (!grant.role().includes(needed.get())) {
            return Optional.of("this needs the role " + needed.get() + ", and the caller has the role " + grant.role());
        }
        return switch (route.reach()) {
            case EACH_SERVICE -> Optional.empty();
            case ONE_SERVICE -> service.flatMap(name -> refusal(grant, name));
            case EVERYTHING ->
                grant.isLimited()
                        ? Optional.of("this is about all services, and the caller may use some of them only")
                        : Optional.empty();
        };
    }

    /** For a service that the body names: fails with 403 if the caller may not use it. */
    static void demand(RoutingContext ctx, ServiceName service) {
        refusal(Identity.grant(ctx), service.value()).ifPresent(Gatekeeper::refuse);
    }

    /** Whether the caller sees the values of environment variables, which are secrets more often than not. */
    static boolean showsSecrets(RoutingContext ctx) {
        return Identity.grant(ctx).role().includes(Role.WRITE);
    }

    private static Optional<String> refusal(Grant grant, String service) {
        return grant.covers(service)
                ? Optional.empty()
                : Optional.of("the caller has no right to a service of that name");
    }

    private static void refuse(String why) {
        throw new HttpException(403, why);
    }
}
