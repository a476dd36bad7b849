package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.AuthConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts credentials out of the words of a registry, which may repeat what it was sent. */
final class Secrets {
    private static final String CUT = "***";
    /** A shorter one would be cut out of ordinary words. */
    private static final int SHORTEST = 4;

    private static final Pattern HEADER = Pattern.compile("(?i)\\b(basic|bearer)\\s+[a-z0-9+/_=.~-]{8,}");
    private static final Pattern IN_URL = Pattern.compile("(?<=://)[^/@\\s]+:[^/@\\s]+(?=@)");

    private final List<String> known;

    private Secrets(List<String> known) {
        this.known = known;
    }

    /** @param sent what the registry is sent; empty: nothing */
    static Secrets of(Optional<AuthConfig> sent) {
        return new Secrets(sent.stream()
                .flatMap(Secrets::texts)
                .filter(Objects::nonNull)
                // as blanks are folded in words
                .map(Refusal::line)
                .filter(text -> text.length() >= SHORTEST)
                .toList());
    }

    private static Stream<String> texts(AuthConfig sent) {
        byte[] pair = (sent.getUsername() + ":" + sent.getPassword()).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Base64.getEncoder().encodeToString(pair),
                Base64.getEncoder().withoutPadding().encodeToString(pair),
                Base64.getUrlEncoder().withoutPadding().encodeToString(pair),
                sent.getPassword(),
                sent.getIdentitytoken(),
                sent.getRegistrytoken());
    }

    /** Long words end in an ellipsis, which may stand in the midst of a secret. */
    private static String withoutItsBeginning(String words, String secret) {
        for (int length = secret.length() - 1; length >= SHORTEST; length--) {
            String beginning = secret.substring(0, length) + "…";
            if (words.endsWith(beginning)) {
                return words.substring(0, words.length() - beginning.length()) + CUT + "…";
            }
        }
        return words;
    }

    /** The words without what is secret in them. */
    String cutOf(String words) {
        String cut = words;
        for (String secret : known) {
            cut = withoutItsBeginning(cut.replace(secret, CUT), secret);
        }
        cut = HEADER.matcher(cut).replaceAll("$1 " + CUT);
        return IN_URL.matcher(cut).replaceAll(CUT);
    }
}
