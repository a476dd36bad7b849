package io.genisys.connector.http;

import io.vertx.ext.web.handler.HttpException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * What a request says in its header Authorization.
 *
 * @param scheme in small letters
 * @param value as it was sent
 */
record Credentials(String scheme, String value) {
    static Credentials parse(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        return new Credentials(parts[0].toLowerCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
    }

    /**
     * A name and a password, with a colon between them.
     *
     * @throws HttpException 400 if it is not written in base64
     */
    String pair() {
        if (value.isEmpty()) {
            throw new HttpException(400, "the header Authorization names no user");
        }
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, "the header Authorization is not in base64");
        }
    }

    /** Not the password. */
    @Override
    public String toString() {
        return scheme;
    }
}
