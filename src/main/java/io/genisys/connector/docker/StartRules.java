package io.genisys.connector.docker;

import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootRights;
import java.util.Objects;

/**
 * What holds for each start.
 *
 * @param pull when images are pulled, if a definition does not say
 * @param rights what a container may have that gives root on the host, also of a definition that was taken on before
 */
public record StartRules(PullPolicy pull, RootRights rights) {
    public StartRules {
        Objects.requireNonNull(pull);
        Objects.requireNonNull(rights);
    }
}
