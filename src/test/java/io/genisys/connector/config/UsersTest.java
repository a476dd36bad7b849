package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    @TempDir
    private Path folder;

    private List<ApiUser> read(Object users) {
        return Users.in(folder, false).parse(users);
    }

    @Test
    void readsPasswordsAndAccess() throws IOException {
        Files.writeString(folder.resolve("bob"), "hunter 2\r\n");

        assertThat(read("{alice: {password: \"1234\"}, bob: {password_file: ./bob, access: read}}"))
                .containsExactlyInAnyOrder(
                        new ApiUser("alice", "1234", Role.ADMIN), new ApiUser("bob", "hunter 2", Role.READ));
    }

    @Test
    void theOldWordsMeanWhatTheyMeant() {
        assertThat(read("{a: {password: x}, b: {password: x, access: write}, c: {password: x, access: read}}"))
                .extracting(ApiUser::grant)
                .containsExactly(Grant.ALL, Grant.ALL, Grant.of(Role.READ));
    }

    @Test
    void withTlsAUserNeedsNoPassword() {
        assertThat(Users.in(folder, true).parse("{alice: {role: scale}}"))
                .containsExactly(new ApiUser("alice", Optional.empty(), Grant.of(Role.SCALE)));
    }

    @Test
    void readsRolesAndServices() {
        assertThat(read("{a: {password: x, role: scale}, b: {password: x, services: [web, \"team-*\"]},"
                        + " c: {password: x, role: read, services: [web]}}"))
                .extracting(ApiUser::grant)
                .containsExactly(
                        Grant.of(Role.SCALE),
                        new Grant(Role.WRITE, Set.of("web", "team-*")),
                        new Grant(Role.READ, Set.of("web")));
    }

    @Test
    void readsJsonAsItStandsInTheEnvironment() {
        assertThat(read("{\"alice\":{\"password\":\"a:b#c\",\"access\":\"write\"}}"))
                .containsExactly(new ApiUser("alice", "a:b#c", Role.ADMIN));
    }

    @Test
    void hidesThePassword() {
        assertThat(new ApiUser("alice", "hunter2", Role.READ)).hasToString("alice (read)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "[alice]",
                "{}",
                "{alice: }",
                "{alice: hunter2}",
                "{alice: {}}",
                "{alice: {password: }}",
                "{alice: {password: 12345}}",
                "{alice: {password: [hunter2]}}",
                "{alice: {password: \"\"}}",
                "{alice: {password: hunter2, password_file: x}}",
                "{alice: {password_file: hunter2-missing}}",
                "{alice: {password: hunter2, access: admin}}",
                "{alice: {password: hunter2, role: root}}",
                "{alice: {password: hunter2, role: [read]}}",
                "{alice: {password: hunter2, role: }}",
                "{alice: {password: hunter2, role: read, access: read}}",
                "{alice: {password: hunter2, services: web}}",
                "{alice: {password: hunter2, services: []}}",
                "{alice: {password: hunter2, services: [\"*web\"]}}",
                "{alice: {password: hunter2, role: admin, services: [web]}}",
                "{\"a:b\": {password: hunter2}}",
                "{alice: {password: *hunter2}}",
                "{alice: {password: !hunter2 x}}",
                "{alice: {password: !hunter2!x x}}",
                "{alice: {password: \"hunter2\nx",
                "{alice: {password: \"a\\nhunter2\"}}",
                "{alice: {password: hunter2}, alice: {password: hunter2}}"
            })
    void refusesAnythingElseWithoutShowingAPassword(String users) {
        assertThat(Faults.of(() -> read(users))).isNotEmpty().allSatisfy(fault -> assertThat(
                        fault.replace("hunter2-missing", ""))
                .doesNotContain("hunter2")
                .doesNotContain("12345"));
    }

    @Test
    void reportsEveryUserAtOnce() {
        assertThat(Faults.of(() -> ConnectorConfig.read(
                        Map.of(
                                "connector",
                                Map.of(
                                        "users",
                                        "{a: {}, b: {password: 1, acess: read}, c: {password: x, access: all}}")),
                        Map.of(),
                        folder)))
                .containsExactly(
                        "connector.users.a: must have one of password and password_file",
                        "connector.users.b.acess: is not a key of a user; did you mean access?",
                        "connector.users.b.password: must be text; put it in quotes",
                        "connector.users.c.access: must be read or write; role knows more");
    }
}
