package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String HASH = "hash: \"sha256:" + DIGEST + "\"";

    private static List<ApiToken> read(String tokens) {
        return Tokens.all().parse(tokens.replace("HASH", HASH));
    }

    @Test
    void readsHashRoleServicesAndExpiry() {
        assertThat(read("{ci: {HASH, role: scale, services: [web, \"team-*\"], expires: 2027-01-31}}"))
                .containsExactly(new ApiToken(
                        "ci",
                        DIGEST,
                        new Grant(Role.SCALE, Set.of("web", "team-*")),
                        Optional.of(Instant.parse("2027-02-01T00:00:00Z"))));
    }

    @Test
    void aTokenWithoutServicesAndExpiryIsForAllAndForEver() {
        assertThat(read("{ops: {HASH, role: admin}}"))
                .containsExactly(new ApiToken("ops", DIGEST, Grant.ALL, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31T12:00:00Z, 2027-01-31T12:00:00Z",
        "2027-01-31T12:00:00+02:00, 2027-01-31T10:00:00Z",
        "2028-02-29, 2028-03-01T00:00:00Z"
    })
    void expiresAtATimeOrAfterADay(String expires, String end) {
        assertThat(read("{ci: {HASH, role: read, expires: " + expires + "}}")
                        .get(0)
                        .expires())
                .contains(Instant.parse(end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ci",
                "[ci]",
                "{}",
                "{ci: }",
                "{ci: {role: read}}",
                "{ci: {HASH}}",
                "{ci: {HASH, role: root}}",
                "{ci: {HASH, access: read}}",
                "{ci: {HASH, role: read, password: x}}",
                "{ci: {HASH, role: read, expires: }}",
                "{ci: {HASH, role: read, expires: tomorrow}}",
                "{ci: {HASH, role: read, expires: 2027-02-30}}",
                "{ci: {HASH, role: read, expires: 2027-01-31T12:00}}",
                "{ci: {HASH, role: admin, services: [web]}}",
                "{ci: {hash: genisys_token-itself, role: read}}",
                "{ci: {hash: \"sha256:abc\", role: read}}",
                "{ci: {HASH, role: read}, cd: {HASH, role: read}}"
            })
    void refusesAnythingElseWithoutShowingAToken(String tokens) {
        assertThat(Faults.of(() -> read(tokens))).isNotEmpty().allSatisfy(fault -> assertThat(fault)
                .doesNotContain("token-itself")
                .doesNotContain(DIGEST));
    }

    @Test
    void hidesTheHash() {
        assertThat(read("{ci: {HASH, role: scale, services: [web], expires: 2027-01-31}}"))
                .hasToString("[ci (scale, services web, until 2027-02-01T00:00:00Z)]");
    }
}
