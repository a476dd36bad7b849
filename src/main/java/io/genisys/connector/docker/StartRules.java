package io.genisys.connector.docker;

import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.secrets.SecretFolder;
import java.util.Objects;

/**
 * What holds for each start.
 *
 * @param pull when images are pulled, if a definition does not say
 * @param rights what a container may have that gives root on the host, also of a definition that was taken on before
 * @param files that containers get
 */
public record StartRules(PullPolicy pull, RootRights rights, SecretFolder files) {
    public StartRules {
        Objects.requireNonNull(pull);
        Objects.requireNonNull(rights);
        Objects.requireNonNull(files);
    }
}
