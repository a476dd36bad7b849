package io.genisys.connector.http;

import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.model.ApiToken;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who calls: by the header Authorization, or if there is none, by a session's cookie or a client certificate.
 * Who gives wrong passwords or tokens has to wait, and is logged by address. A right token never waits: none can be
 * guessed, so it can be looked at first.
 */
final class LogIn implements Handler<RoutingContext> {
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Logger LOG = LoggerFactory.getLogger(LogIn.class);
    private static final String REALM = "realm=\"genisys\"";
    private static final String ANY_TOKEN = "";

    private final Attempts attempts = new Attempts(System::nanoTime);
    private final BasicUsers users;
    private final BearerTokens tokens;
    private final Sessions sessions;
    private final Measures measures;

    /** @param wall the clock by which tokens expire */
    LogIn(Admission admission, Sessions sessions, InstantSource wall, Measures measures) {
        this.sessions = sessions;
        this.measures = measures;
        this.users = new BasicUsers(admission.users());
        this.tokens = new BearerTokens(admission.tokens(), wall);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            enter(ctx, sessions.find(ctx.request()).or(() -> certified(ctx)).orElseThrow(() -> unknown(ctx, "")));
            return;
        }
        Credentials given = Credentials.parse(header);
        switch (given.scheme()) {
            case "basic" -> basic(ctx, given.pair());
            case "bearer" -> bearer(ctx, given.value());
            default -> throw unknown(ctx, "");
        }
    }

    /** A client certificate names its user. */
    private Optional<Identity> certified(RoutingContext ctx) {
        return ClientCertificate.name(ctx.request().connection()).flatMap(users::named);
    }

    /** Waits before the password is looked at: who guesses does not see which guess came in time. */
    private void basic(RoutingContext ctx, String pair) {
        String user = pair.substring(0, Math.max(0, pair.indexOf(':')));
        Attempts.Whom whom = whom(ctx, user);
        afterWait(ctx, whom, () -> {
            Optional<Identity> found = users.find(pair);
            found.ifPresent(known -> attempts.wasRight(whom));
            if (found.isEmpty()) {
                measures.count(Counter.LOG_INS_FAILED, "password");
            }
            enter(ctx, found.orElseThrow(() -> unknown(ctx, "")));
        });
    }

    private void bearer(RoutingContext ctx, String token) {
        Optional<ApiToken> found = tokens.find(token);
        if (found.filter(known -> !tokens.hasExpired(known)).isPresent()) {
            enter(ctx, Identity.of(found.get()));
            return;
        }
        String why = found.isPresent() ? "this token has expired" : "there is no such token";
        afterWait(ctx, whom(ctx, ANY_TOKEN), () -> {
            measures.count(Counter.LOG_INS_FAILED, found.isPresent() ? "expired" : "token");
            throw unknown(ctx, ", error=\"invalid_token\", error_description=\"" + why + "\"");
        });
    }

    /** @param fault of a token, as RFC 6750 has it */
    private HttpException unknown(RoutingContext ctx, String fault) {
        List<String> challenges = new ArrayList<>();
        if (Sessions.isOfPage(ctx.request())) {
            // a browser that is challenged asks for a password itself, ahead of the page
            challenges.add("Session " + REALM);
        } else if (!users.isEmpty()) {
            challenges.add("Basic " + REALM);
        }
        if (!tokens.isEmpty()) {
            challenges.add("Bearer " + REALM + fault);
        }
        ctx.response().putHeader("WWW-Authenticate", challenges);
        return new HttpException(401);
    }

    private static void enter(RoutingContext ctx, Identity who) {
        who.put(ctx);
        ctx.next();
    }

    private void afterWait(RoutingContext ctx, Attempts.Whom whom, Runnable step) {
        Duration wait = attempts.next(whom).orElseThrow(() -> tooMany(ctx));
        if (wait.isZero()) {
            step.run();
            return;
        }
        ctx.request().pause();
        ctx.vertx().setTimer(Math.max(1, wait.toMillis()), timer -> {
            ctx.request().resume();
            resume(ctx, step);
        });
    }

    private HttpException tooMany(RoutingContext ctx) {
        measures.count(Counter.LOG_INS_FAILED, "too_many");
        ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        return new HttpException(
                429, "too many wrong passwords or tokens came from this address; wait for some seconds");
    }

    private static void resume(RoutingContext ctx, Runnable step) {
        try {
            step.run();
        } catch (HttpException refused) {
            ctx.fail(refused);
        }
    }

    /** Says it if a user was named, or tried to be. */
    static void failed(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            LOG.warn("A wrong name, password or token came from {}", address(request));
        }
    }

    private static Attempts.Whom whom(RoutingContext ctx, String user) {
        return Attempts.Whom.of(address(ctx.request()), user);
    }

    private static String address(HttpServerRequest request) {
        return String.valueOf(request.remoteAddress().hostAddress());
    }
}
