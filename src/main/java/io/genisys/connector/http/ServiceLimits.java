package io.genisys.connector.http;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.FilePlaces;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.secrets.SecretFolder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;

/**
 * What callers may ask for.
 *
 * @param maxContainers the largest number that a service may be scaled to
 * @param rights what definitions may have that gives root on the hosts
 * @param files that containers can get
 * @param scale what is done with numbers
 */
public record ServiceLimits(int maxContainers, RootRights rights, SecretFolder files, ScalePolicy scale) {
    /** @throws InvalidException if the number is out of its range */
    public ServiceLimits {
        Objects.requireNonNull(rights);
        Objects.requireNonNull(files);
        Objects.requireNonNull(scale);
        if (maxContainers < 0) {
            throw new InvalidException("max_containers", "must be 0 or more");
        }
    }

    /** Which limits numbers by {@code maxContainers} alone. */
    public ServiceLimits(int maxContainers, RootRights rights, SecretFolder files) {
        this(maxContainers, rights, files, new ScalePolicy(ScaleLimits.NONE, ScalePolicy.Excess.CLAMP, maxContainers));
    }

    /**
     * Blocks if the definition has files.
     *
     * @throws InvalidException with all that it may not have
     */
    void check(ServiceDefinition definition) {
        FaultList faults = new FaultList();
        collect(faults, () -> rights.check(definition));
        collect(faults, () -> files.check(definition));
        faults.refuse();
    }

    private static void collect(FaultList faults, Runnable check) {
        try {
            check.run();
        } catch (InvalidException e) {
            e.errors().forEach(faults::add);
        }
    }

    /** The same, off the event loop if it has files. */
    Future<Void> check(ServiceDefinition definition, Vertx vertx) {
        if (FilePlaces.areNeeded(definition.details())) {
            return vertx.executeBlocking(
                    () -> {
                        check(definition);
                        return null;
                    },
                    false);
        }
        rights.check(definition);
        return Future.succeededFuture();
    }
}
