package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.NetworkPolicy;
import io.genisys.connector.model.ServiceDefinition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The networks of an engine, and those that are made for definitions if that is wanted. */
final class Networks {
    private final Calls calls;
    private final NetworkPolicy policy;
    private final ReentrantLock making = new ReentrantLock();

    Networks(Calls calls, NetworkPolicy policy) {
        this.calls = calls;
        this.policy = policy;
    }

    /**
     * Those that definitions can only ask for; empty if any will do, as it is made, and if the engine does not tell.
     */
    Optional<Set<String>> required() {
        try {
            return policy == NetworkPolicy.CREATE ? Optional.empty() : Optional.of(names());
        } catch (EngineException notTold) {
            return Optional.empty();
        }
    }

    private Set<String> names() {
        return calls.get("list its networks", RefusalKinds::any, "/networks", answer -> {
            Set<String> names = new HashSet<>();
            answer.eachOfList(Set.of("Name"), network -> names.add(Parts.text(network.path("Name"))));
            return names;
        });
    }

    /** Makes those that are missing. One at a time: an engine may make two of one name. */
    void make(ServiceDefinition definition) {
        Optional<Set<String>> wanted = definition.detail(Detail.NETWORKS).map(all -> all.keySet());
        if (policy == NetworkPolicy.REQUIRE || wanted.isEmpty()) {
            return;
        }
        making.lock();
        try {
            Set<String> missing = new HashSet<>(wanted.get());
            missing.removeAll(names());
            missing.forEach(this::make);
        } finally {
            making.unlock();
        }
    }

    private void make(String network) {
        calls.end(
                "make network " + network,
                refusal -> refusal.status() == 409 ? FailureKind.NO_SUCH_CONTAINER : FailureKind.REFUSED,
                client -> client.createNetworkCmd()
                        .withName(network)
                        .withDriver("bridge")
                        .withCheckDuplicate(true)
                        .exec());
    }
}
