package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Grant;
import io.genisys.connector.yaml.WordsYaml;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code connector.tokens}: names with {@code hash}, {@code role}, {@code services} and {@code expires}. */
final class Tokens {
    private static final int MOST = 10_000;
    private static final String ALLOWED =
            "must be 1 to 10000 names, each with a hash and a role, as scripts/token prints them";
    private static final List<String> KEYS = List.of("hash", "role", "services", "expires");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern HASH = Pattern.compile("sha256:([0-9A-Fa-f]{64})");
    private static final String ALLOWED_HASH =
            "must be sha256: and 64 hexadecimal digits, as scripts/token prints it; the token itself is not kept";
    private static final String ALLOWED_END =
            "must be a day such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z";

    private final FaultList faults = new FaultList();
    private final List<ApiToken> tokens = new ArrayList<>();
    private final Set<String> hashes = new HashSet<>();

    private Tokens() {}

    static Parser<List<ApiToken>> all() {
        return value -> new Tokens().read(value instanceof String text ? WordsYaml.parse(text) : value);
    }

    private List<ApiToken> read(Object value) {
        if (!(value instanceof Map<?, ?> given) || given.isEmpty() || given.size() > MOST) {
            throw Parsers.fault(ALLOWED);
        }
        given.forEach((name, settings) -> token(String.valueOf(name), settings));
        faults.refuse();
        return tokens;
    }

    private void token(String name, Object settings) {
        if (!NAME.matcher(name).matches()) {
            faults.add(name, "must be a name of 1 to 100 characters");
        } else if (settings instanceof Map<?, ?> keys) {
            faults.unknown(name, keys.keySet(), KEYS, "is not a key of a token");
            Optional<String> hash = hash(name, keys);
            Optional<Grant> grant = grant(name, keys);
            Optional<Optional<Instant>> end = end(name, keys);
            hash.ifPresent(h -> grant.ifPresent(g -> end.ifPresent(e -> tokens.add(new ApiToken(name, h, g, e)))));
        } else {
            faults.add(name, "must have hash and role");
        }
    }

    private Optional<String> hash(String name, Map<?, ?> keys) {
        Optional<String> hash = faults.read(name + ".hash", given(keys, "hash"), Values.text(Tokens::digest));
        if (hash.isPresent() && !hashes.add(hash.get())) {
            faults.add(name + ".hash", "is the hash of another token already");
            return Optional.empty();
        }
        return hash;
    }

    private static String digest(String text) {
        Matcher hash = HASH.matcher(text);
        if (!hash.matches()) {
            throw Parsers.fault(ALLOWED_HASH);
        }
        return hash.group(1).toLowerCase(Locale.ROOT);
    }

    private Optional<Grant> grant(String name, Map<?, ?> keys) {
        if (!keys.containsKey("role")) {
            faults.add(name + ".role", "is missing; it must be read, scale, write or admin");
            return Optional.empty();
        }
        return Grants.read(name, keys, faults);
    }

    private Optional<Optional<Instant>> end(String name, Map<?, ?> keys) {
        return keys.containsKey("expires")
                ? faults.read(name + ".expires", given(keys, "expires"), value -> Optional.of(instant(value)))
                : Optional.of(Optional.empty());
    }

    /** A day is over when the next one begins in UTC. */
    private static Instant instant(Object value) {
        String text = String.valueOf(value);
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException e) {
            throw Parsers.fault(ALLOWED_END);
        }
    }

    private static Object given(Map<?, ?> keys, String key) {
        Object value = keys.get(key);
        return value == null ? "" : value;
    }
}
