package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.handler.HttpException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Log-ins of browsers. A cookie names the user or the token and its end, and is signed; of a user with the password, so
 * that another password ends it. Nothing is kept of a session here: a restart ends none, and each node of a cluster
 * takes those of the others, as they have one key and the same users.
 */
final class Sessions {
    /** Of each request of the page; a page of another origin cannot send it. */
    static final String PAGE_HEADER = "X-Genisys-Page";

    static final String COOKIE = "genisys-session";
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String USER = "user";
    private static final String TOKEN = "token";
    private static final Pattern VALUE =
            Pattern.compile("(user|token)\\.([A-Za-z0-9_-]{1,400})\\.([0-9]{1,12})\\.([0-9a-f]{64})");
    private static final String SEPARATOR = "\u0000";

    private final Admission admission;
    private final InstantSource wall;

    /** @param wall the clock by which they end */
    Sessions(Admission admission, InstantSource wall) {
        this.admission = admission;
        this.wall = wall;
    }

    static Sessions of(HttpSettings settings, Sources sources) {
        return new Sessions(settings.admission(), sources.clock()::wall);
    }

    /** Whether a request comes from the page, which asks for a log-in itself: a browser is to ask for none. */
    static boolean isOfPage(HttpServerRequest request) {
        return request.headers().contains(PAGE_HEADER);
    }

    /**
     * Who logged in; empty if the cookie is missing, over, or not ours.
     *
     * @throws HttpException 403 if something is to be changed and the header of the page is missing
     */
    Optional<Identity> find(HttpServerRequest request) {
        Optional<Identity> found = Optional.ofNullable(request.getCookie(COOKIE))
                .map(Cookie::getValue)
                .flatMap(this::read);
        if (found.isPresent() && !SafeMethods.contain(request.method()) && !isOfPage(request)) {
            throw new HttpException(403, "a change with a session's cookie needs the header " + PAGE_HEADER);
        }
        return found;
    }

    /** Of a new session, for the page. */
    Cookie begin(Identity who, boolean isEncrypted) {
        Instant end = wall.instant().plus(LENGTH);
        String kind = who.isToken() ? TOKEN : USER;
        String name = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(who.name().getBytes(StandardCharsets.UTF_8));
        String proof = proof(kind, who.name()).orElse("");
        return cookie(
                String.join(".", kind, name, Long.toString(end.getEpochSecond()), sign(kind, name, end, proof)),
                isEncrypted);
    }

    /** Which ends it in the browser. */
    static Cookie end(boolean isEncrypted) {
        return cookie("", isEncrypted).setMaxAge(0);
    }

    /** It goes when the browser ends. */
    private static Cookie cookie(String value, boolean isEncrypted) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isEncrypted);
    }

    private Optional<Identity> read(String value) {
        Matcher parts = VALUE.matcher(value);
        return parts.matches() ? read(parts) : Optional.empty();
    }

    private Optional<Identity> read(Matcher parts) {
        String kind = parts.group(1);
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(3)));
        Optional<String> name = text(parts.group(2));
        return name.filter(known -> wall.instant().isBefore(end))
                .flatMap(known -> proof(kind, known))
                .filter(proof -> isSame(sign(kind, parts.group(2), end, proof), parts.group(4)))
                .flatMap(proof -> identity(kind, name.get()));
    }

    private static Optional<String> text(String base64) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How long it takes tells nothing of the right one. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String sign(String kind, String name, Instant end, String proof) {
        String text = String.join(SEPARATOR, kind, name, Long.toString(end.getEpochSecond()), proof);
        return HexFormat.of().formatHex(admission.sessions().hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What the log-in was proved by; empty if there is no such user or token any more. */
    private Optional<String> proof(String kind, String name) {
        return kind.equals(TOKEN)
                ? token(name).map(ApiToken::sha256)
                : user(name).map(user -> user.password().orElse(""));
    }

    private Optional<Identity> identity(String kind, String name) {
        return kind.equals(TOKEN) ? token(name).map(Identity::of) : user(name).map(Identity::of);
    }

    private Optional<ApiUser> user(String name) {
        return admission.users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst();
    }

    private Optional<ApiToken> token(String name) {
        return admission.tokens().stream()
                .filter(token -> token.name().equals(name))
                .filter(token -> token.expires().map(wall.instant()::isBefore).orElse(true))
                .findFirst();
    }
}
