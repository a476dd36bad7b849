package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.secrets.KeyedHash;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Who may call the API, and how often.
 *
 * @param rate requests a second of each user or token, or without a log-in of each address; empty: any number
 * @param sessions by which the log-ins of browsers are signed
 */
public record Admission(List<ApiUser> users, List<ApiToken> tokens, OptionalInt rate, KeyedHash sessions) {
    /** Everyone may do everything. */
    public static final Admission OPEN = new Admission(List.of(), List.of());

    public Admission {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        Objects.requireNonNull(rate);
        Objects.requireNonNull(sessions);
    }

    /** As often as they like. */
    public Admission(List<ApiUser> users, List<ApiToken> tokens) {
        this(users, tokens, OptionalInt.empty());
    }

    /** A restart ends the log-ins of browsers. */
    public Admission(List<ApiUser> users, List<ApiToken> tokens, OptionalInt rate) {
        this(users, tokens, rate, KeyedHash.ofThisProcess());
    }

    /**
     * Has the key of the sessions at hand from now on, if any can be begun. Blocks: it may read a file, or make one.
     */
    void prepare() {
        if (!isOpen()) {
            sessions.hash(new byte[0]);
        }
    }

    /** Whether everyone may do everything. */
    public boolean isOpen() {
        return users.isEmpty() && tokens.isEmpty();
    }
}
