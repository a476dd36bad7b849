package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configured tokens, by their digests: one digest and one look-up a request, however many there are. How long the
 * look-up takes may tell of a digest, which cannot be turned back into a token.
 */
final class BearerTokens {
    private final Map<String, ApiToken> byDigest = new HashMap<>();
    private final InstantSource wall;

    /** @param wall the clock by which they expire */
    BearerTokens(List<ApiToken> tokens, InstantSource wall) {
        tokens.forEach(token -> byDigest.put(token.sha256(), token));
        this.wall = wall;
    }

    boolean isEmpty() {
        return byDigest.isEmpty();
    }

    /** Also one that has expired. */
    Optional<ApiToken> find(String token) {
        byte[] digest = Sha256.of(token);
        return Optional.ofNullable(byDigest.get(HexFormat.of().formatHex(digest)))
                .filter(found -> MessageDigest.isEqual(HexFormat.of().parseHex(found.sha256()), digest));
    }

    boolean hasExpired(ApiToken token) {
        Instant now = wall.instant();
        return token.expires().filter(end -> !now.isBefore(end)).isPresent();
    }
}
