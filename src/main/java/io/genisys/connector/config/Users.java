package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.yaml.WordsYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code connector.users}: user names with {@code password} or {@code password_file}, and what they may do. */
final class Users {
    private static final String ALLOWED =
            "must be at least one user name, each with password or password_file, and role and services if it may not do everything;"
                    + " leave users out for no authentication";
    private static final List<String> KEYS = List.of("password", "password_file", "role", "access", "services");
    /** HTTP Basic separates name and password by a colon (RFC 7617). */
    private static final Pattern NAME = Pattern.compile("[^:\\p{Cntrl}]{1,100}");

    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{1,1000}");
    private static final Pattern LINE_END = Pattern.compile("\\R\\z");

    private final Path folder;
    private final FaultList faults = new FaultList();
    private final List<ApiUser> users = new ArrayList<>();

    private final boolean hasTls;

    private Users(Path folder, boolean hasTls) {
        this.folder = folder;
        this.hasTls = hasTls;
    }

    /**
     * @param folder to which {@code password_file} is relative
     * @param hasTls whether callers may have certificates, and then need no password
     */
    static Parser<List<ApiUser>> in(Path folder, boolean hasTls) {
        return value -> new Users(folder, hasTls).read(value instanceof String text ? WordsYaml.parse(text) : value);
    }

    private List<ApiUser> read(Object value) {
        if (!(value instanceof Map<?, ?> given) || given.isEmpty()) {
            throw Parsers.fault(ALLOWED);
        }
        given.forEach((name, settings) -> user(String.valueOf(name), settings));
        faults.refuse();
        return users;
    }

    private void user(String name, Object settings) {
        if (!NAME.matcher(name).matches()) {
            faults.add(name, "must be a user name of 1 to 100 characters without a colon");
        } else if (settings instanceof Map<?, ?> keys) {
            faults.unknown(name, keys.keySet(), KEYS, "is not a key of a user");
            boolean mayHaveNone = hasTls && !keys.containsKey("password") && !keys.containsKey("password_file");
            Optional<String> password = mayHaveNone ? Optional.empty() : password(name, keys);
            Grants.read(name, keys, faults)
                    .filter(grant -> mayHaveNone || password.isPresent())
                    .ifPresent(grant -> users.add(new ApiUser(name, password, grant)));
        } else {
            faults.add(name, "must have password or password_file");
        }
    }

    private Optional<String> password(String name, Map<?, ?> keys) {
        if (keys.containsKey("password") == keys.containsKey("password_file")) {
            faults.add(name, "must have one of password and password_file");
            return Optional.empty();
        }
        return keys.containsKey("password")
                ? parse(name + ".password", keys.get("password"), Values.text(Users::checked))
                : parse(name + ".password_file", keys.get("password_file"), this::fromFile);
    }

    private String fromFile(Object path) {
        String text = TextFile.read(Values.path(folder).parse(path), "");
        return checked(LINE_END.matcher(text).replaceFirst(""));
    }

    private static String checked(String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw Parsers.fault("must be a password of 1 to 1000 characters on one line");
        }
        return password;
    }

    private <T> Optional<T> parse(String field, Object value, Parser<T> parser) {
        return faults.read(field, value == null ? "" : value, parser);
    }
}
