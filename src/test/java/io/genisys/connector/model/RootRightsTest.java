package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RootRightsTest {
    private static final RootNeed DATA = RootNeed.bind("volumes[0]", "/srv/data/web");

    private static List<String> refused(RootRights rights, RootNeed... needs) {
        return rights.refusals(List.of(needs)).stream().map(FieldError::field).toList();
    }

    @Test
    void nothingIsAllowedUnlessItIsNamed() {
        RootNeed[] each = Stream.of(RootPower.values())
                .map(power -> RootNeed.of(power.word(), power))
                .toArray(RootNeed[]::new);

        assertThat(refused(RootRights.NONE, each)).hasSize(RootPower.values().length);
        assertThat(refused(new RootRights(Set.of(RootPower.DEVICES), List.of()), each))
                .hasSize(RootPower.values().length - 1)
                .doesNotContain("devices");
        assertThat(refused(RootRights.ALL, each)).isEmpty();
    }

    @Test
    void theRefusalNamesTheFieldAndTheKey() {
        assertThat(RootRights.NONE.refusals(List.of(RootNeed.of("privileged", RootPower.PRIVILEGED), DATA)))
                .containsExactly(
                        new FieldError(
                                "privileged",
                                "gives root on the host, and is off; to allow it, name privileged in docker.allow"),
                        new FieldError(
                                "volumes[0]",
                                "gives root on the host, and is off; to allow it, name bind in docker.allow, or a"
                                        + " folder that it is in, in docker.allow_binds"));
    }

    @Test
    void aFolderIsAllowedWithAllThatIsInIt() {
        RootRights rights = new RootRights(Set.of(), List.of(Path.of("/srv/data")));

        assertThat(refused(rights, DATA, RootNeed.bind("itself", "/srv/data"), RootNeed.bind("slash", "/srv/data/")))
                .isEmpty();
        assertThat(refused(
                        rights,
                        RootNeed.bind("above", "/srv"),
                        RootNeed.bind("beside", "/srv/database"),
                        RootNeed.bind("out of it", "/srv/data/../../etc"),
                        RootNeed.bind("all", "/")))
                .containsExactly("above", "beside", "out of it", "all");
    }

    @Test
    void aFolderAllowsNothingElse() {
        RootRights rights = new RootRights(Set.of(), List.of(Path.of("/")));

        assertThat(refused(rights, DATA, RootNeed.of("pid", RootPower.HOST_NAMESPACES)))
                .containsExactly("pid");
    }
}
