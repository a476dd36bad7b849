package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Who calls, once it is known, and what this one may do.
 *
 * @param name of a user or a token
 */
record Identity(String name, Grant grant, boolean isToken) {
    private static final String KEY = Identity.class.getName();

    static Identity of(ApiUser user) {
        return new Identity(user.name(), user.grant(), false);
    }

    static Identity of(ApiToken token) {
        return new Identity(token.name(), token.grant(), true);
    }

    /** From now on it is this one who calls. */
    void put(RoutingContext ctx) {
        ctx.put(KEY, this);
    }

    /** Empty if the API asks for no log-in, or the route does not. */
    static Optional<Identity> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.get(KEY));
    }

    /** What the caller may do: everything, if the API asks for no log-in. */
    static Grant grant(RoutingContext ctx) {
        return of(ctx).map(Identity::grant).orElse(Grant.ALL);
    }
}
