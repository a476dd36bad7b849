package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.FailureKind;
import org.junit.jupiter.api.Test;

final class KindsTest {
    @Test
    void ofStartsComeFromTheEnginesWords() {
        assertThat(RefusalKinds.start(new Refusal(
                        400, "OCI runtime create failed: … exec: \"/x\": stat /x: no such file or directory: unknown")))
                .isEqualTo(FailureKind.BAD_COMMAND);
        assertThat(RefusalKinds.start(new Refusal(500, "crun: executable file `/x` not found in $PATH")))
                .isEqualTo(FailureKind.BAD_COMMAND);
        assertThat(RefusalKinds.start(
                        new Refusal(500, "driver failed …: Bind for 0.0.0.0:80 failed: port is already allocated")))
                .isEqualTo(FailureKind.PORT_UNAVAILABLE);
        assertThat(RefusalKinds.start(new Refusal(500, "adding interface veth1 to bridge br0 failed: exchange full")))
                .isEqualTo(FailureKind.REFUSED);
        assertThat(RefusalKinds.start(new Refusal(404, "No such container: x")))
                .isEqualTo(FailureKind.NO_SUCH_CONTAINER);
    }

    /** These are of a slow machine, and not of what is to be started. */
    @Test
    void anEngineThatDidNotGetItDoneInTimeHasNotRefused() {
        assertThat(RefusalKinds.start(
                        new Refusal(500, "failed to create task for container: context deadline exceeded")))
                .isEqualTo(FailureKind.TIMEOUT);
        assertThat(RefusalKinds.create(new Refusal(500, "ttrpc: closed: unknown")))
                .isEqualTo(FailureKind.TIMEOUT);
        assertThat(RefusalKinds.start(new Refusal(400, "exec: \"timeout\": executable file not found in $PATH")))
                .isEqualTo(FailureKind.BAD_COMMAND);
    }

    @Test
    void ofCreatesKnowPodmansStatus() {
        assertThat(RefusalKinds.create(new Refusal(500, "the container name \"x\" is already in use by y")))
                .isEqualTo(FailureKind.NAME_TAKEN);
        assertThat(RefusalKinds.create(new Refusal(500, "no space left on device")))
                .isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void onTheWayDownGoneIsGone() {
        assertThat(RefusalKinds.end(new Refusal(409, "removal of container x is already in progress")))
                .isEqualTo(FailureKind.NO_SUCH_CONTAINER);
        assertThat(RefusalKinds.end(new Refusal(409, "Cannot kill container: x: Container x is not running")))
                .isEqualTo(FailureKind.NO_SUCH_CONTAINER);
        assertThat(RefusalKinds.end(new Refusal(500, "driver \"overlay2\" failed to remove root filesystem")))
                .isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void wordsAreTheMessageInOneLineOfBoundedLength() {
        assertThat(Refusal.words("Status 500: {\"message\":\"a\\n  b\"}\n")).isEqualTo("a b");
        assertThat(Refusal.words("Status 502: <html>")).isEqualTo("<html>");
        assertThat(Refusal.words("x".repeat(9_999))).hasSizeLessThan(500);
    }
}
