package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Who may call the API, and how often.
 *
 * @param rate requests a second of each user or token, or without a log-in of each address; empty: any number
 */
public record Admission(List<ApiUser> users, List<ApiToken> tokens, OptionalInt rate) {
    /** Everyone may do everything. */
    public static final Admission OPEN = new Admission(List.of(), List.of());

    public Admission {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        Objects.requireNonNull(rate);
    }

    /** As often as they like. */
    public Admission(List<ApiUser> users, List<ApiToken> tokens) {
        this(users, tokens, OptionalInt.empty());
    }

    /** Whether everyone may do everything. */
    public boolean isOpen() {
        return users.isEmpty() && tokens.isEmpty();
    }
}
