package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.EngineFacts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What an engine says of itself, in one answer: which one it is, and what it has to offer. At a connect both are
 * wanted, and it is asked once.
 */
final class Info {
    private static final Set<String> FIELDS = fields();

    private final Calls calls;
    private final Networks networks;
    /** What it said at the connect, until what it offers is read. */
    private final AtomicReference<Optional<JsonNode>> atConnect = new AtomicReference<>(Optional.empty());

    Info(Calls calls, Networks networks) {
        this.calls = calls;
        this.networks = networks;
    }

    private static Set<String> fields() {
        Set<String> fields = new HashSet<>(EngineIdentity.FIELDS);
        fields.addAll(Offer.FIELDS);
        return Set.copyOf(fields);
    }

    /** Empty if the engine does not say it. Podman makes up another id for each answer. */
    Optional<String> identity() {
        if (calls.dialect().isPodman()) {
            return Optional.empty();
        }
        atConnect.set(ask());
        return atConnect.get().flatMap(EngineIdentity::of);
    }

    EngineFacts facts() {
        Optional<JsonNode> info = atConnect.getAndSet(Optional.empty()).or(this::ask);
        return Offer.of(info, calls.dialect().isPodman(), networks.required());
    }

    private Optional<JsonNode> ask() {
        try {
            return Optional.of(
                    calls.get("say what it is", RefusalKinds::any, "/info", answer -> answer.object(FIELDS)));
        } catch (EngineException notTold) {
            return Optional.empty();
        }
    }
}
