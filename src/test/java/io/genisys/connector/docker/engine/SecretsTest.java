package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AuthConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static final Optional<AuthConfig> SENT = Optional.of(
            new AuthConfig().withUsername("ann").withPassword("s3cret").withIdentityToken("tok-123"));

    @ParameterizedTest
    @CsvSource({
        "denied for ann:s3cret, denied for ann:***",
        "got YW5uOnMzY3JldA== from you, got *** from you",
        "token tok-123 is over, token *** is over",
        "Authorization: Basic Zm9vOmJhcmJheg== is wrong, Authorization: Basic *** is wrong",
        "bearer abcdefgh.ijkl-mn is over, bearer *** is over",
        "Get https://u:p@r.example/v2/: no, Get https://***@r.example/v2/: no",
    })
    void cutsOutWhatARegistryWasSent(String words, String cut) {
        assertThat(Secrets.of(SENT).cutOf(words)).isEqualTo(cut);
    }

    @Test
    void cutsOutWhatIsLeftOfASecretAtTheEndOfLongWords() {
        String words = Refusal.line("x".repeat(395) + " s3cret and more");
        assertThat(words).endsWith(" s3cr…");
        assertThat(Secrets.of(SENT).cutOf(words)).endsWith("x ***…");
    }

    @Test
    void leavesTheRestAsItIs() {
        String words = "pull access denied for team/app, repository does not exist or may require 'docker login'";
        assertThat(Secrets.of(Optional.empty()).cutOf(words)).isEqualTo(words);
    }

    @Test
    void wordsOfARegistryMoveNoCursor() {
        assertThat(Refusal.line("no\u001b[2J\u0007 \u202esuch\u0085image\u2028here"))
                .isEqualTo("no [2J such image here");
    }
}
