package io.genisys.connector.http;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Sha256;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The configured users. How long a comparison takes tells nothing about them. */
final class BasicUsers {
    private final List<Known> known;
    private final List<ApiUser> users;

    BasicUsers(List<ApiUser> users) {
        this.users = users;
        this.known = users.stream()
                .flatMap(user -> user.password().stream().map(password -> new Known(user, password)))
                .toList();
    }

    /** @param pair a name and a password, with a colon between them */
    Optional<Identity> find(String pair) {
        byte[] digest = Sha256.of(pair);
        Optional<Identity> found = Optional.empty();
        for (Known user : known) {
            // goes on after a hit: a user's place in the list does not show either
            found = MessageDigest.isEqual(user.digest, digest) ? Optional.of(user.identity) : found;
        }
        return found;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** By name alone, which something else has proved. */
    Optional<Identity> named(String name) {
        return users.stream()
                .filter(user -> user.name().equals(name))
                .map(Identity::of)
                .findFirst();
    }

    /** One that has a password. */
    private static final class Known {
        /** A name has no colon, so no two pairs give the same text. */
        private final byte[] digest;

        private final Identity identity;

        Known(ApiUser user, String password) {
            this.digest = Sha256.of(user.name() + ":" + password);
            this.identity = Identity.of(user);
        }
    }
}
