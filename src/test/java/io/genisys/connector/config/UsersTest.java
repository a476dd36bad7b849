package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.ApiUser.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    @TempDir
    private Path folder;

    private List<ApiUser> read(Object users) {
        return Users.in(folder).parse(users);
    }

    @Test
    void readsPasswordsAndAccess() throws IOException {
        Files.writeString(folder.resolve("bob"), "hunter 2\r\n");

        assertThat(read("{alice: {password: \"1234\"}, bob: {password_file: ./bob, access: read}}"))
                .containsExactlyInAnyOrder(
                        new ApiUser("alice", "1234", Access.WRITE), new ApiUser("bob", "hunter 2", Access.READ));
    }

    @Test
    void readsJsonAsItStandsInTheEnvironment() {
        assertThat(read("{\"alice\":{\"password\":\"a:b#c\",\"access\":\"write\"}}"))
                .containsExactly(new ApiUser("alice", "a:b#c", Access.WRITE));
    }

    @Test
    void hidesThePassword() {
        assertThat(new ApiUser("alice", "hunter2", Access.READ)).hasToString("alice (READ)");
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
                "{alice: {password: hunter2, role: read}}",
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
                        "connector.users.c.access: must be read or write");
    }
}
