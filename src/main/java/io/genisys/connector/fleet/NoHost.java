package io.genisys.connector.fleet;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostView;
import java.util.List;
import java.util.Optional;

/** Why there is no host that takes orders. */
public final class NoHost {
    private NoHost() {}

    /** That of a host which answers says more. */
    public static Failure among(List<HostView> hosts) {
        Optional<Failure> error =
                hosts.stream().flatMap(host -> host.lastError().stream()).findFirst();
        return among(hosts, error.map(Failure::message).orElse("there is none"));
    }

    /** @param words if none of them answers */
    public static Failure among(List<HostView> hosts, String words) {
        return hosts.stream()
                .filter(host -> host.condition() == HostCondition.FAILING)
                .flatMap(host -> host.lastError().stream())
                .findFirst()
                .map(failure -> new Failure(failure.kind(), "no Docker host takes orders: " + failure.message()))
                .orElseGet(() -> new Failure(FailureKind.UNREACHABLE, "no Docker host can be reached: " + words));
    }
}
