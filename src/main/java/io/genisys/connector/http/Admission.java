package io.genisys.connector.http;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import java.util.List;

/** Who may call the API. */
public record Admission(List<ApiUser> users, List<ApiToken> tokens) {
    /** Everyone may do everything. */
    public static final Admission OPEN = new Admission(List.of(), List.of());

    public Admission {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
    }

    /** Whether everyone may do everything. */
    public boolean isOpen() {
        return users.isEmpty() && tokens.isEmpty();
    }
}
