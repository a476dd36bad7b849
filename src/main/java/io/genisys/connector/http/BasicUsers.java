package io.genisys.connector.http;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.ApiUser.Access;
import io.genisys.connector.model.Sha256;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;

/** The configured users. How long a comparison takes tells nothing about them. */
final class BasicUsers implements AuthenticationProvider {
    static final String REALM = "genisys";
    static final String CHALLENGE = "Basic realm=\"" + REALM + "\"";
    private static final String ACCESS = "access";

    private final List<ApiUser> users;

    BasicUsers(List<ApiUser> users) {
        this.users = users;
    }

    @Override
    public Future<User> authenticate(Credentials credentials) {
        UsernamePasswordCredentials given = (UsernamePasswordCredentials) credentials;
        byte[] digest = digest(given.getUsername(), Objects.requireNonNullElse(given.getPassword(), ""));
        ApiUser found = null;
        for (ApiUser user : users) {
            // goes on after a hit: a user's place in the list does not show either
            found = MessageDigest.isEqual(digest(user.name(), user.password()), digest) ? user : found;
        }
        return found == null ? Future.failedFuture(new HttpException(401)) : Future.succeededFuture(asUser(found));
    }

    private static User asUser(ApiUser user) {
        return User.create(new JsonObject()
                .put("username", user.name())
                .put(ACCESS, user.access().name()));
    }

    /** Whether the caller may only read. */
    static boolean isReader(RoutingContext ctx) {
        return ctx.user() != null
                && !Access.WRITE.name().equals(ctx.user().principal().getString(ACCESS));
    }

    /** A name has no colon, so no two pairs give the same text. */
    private static byte[] digest(String name, String password) {
        return Sha256.of(name + ":" + password);
    }
}
