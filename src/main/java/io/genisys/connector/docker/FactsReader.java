package io.genisys.connector.docker;

import io.genisys.connector.model.EngineFacts;
import java.util.function.Consumer;

/** Asks what an engine has to offer, once at a time however often that may have changed. Used from one context only. */
final class FactsReader {
    private final HostParts parts;
    private final Consumer<EngineFacts> onRead;
    private boolean isAsking;
    /** It may have changed since it was asked. */
    private boolean isDue;

    FactsReader(HostParts parts, Consumer<EngineFacts> onRead) {
        this.parts = parts;
        this.onRead = onRead;
    }

    void ask() {
        isDue = isAsking;
        if (isAsking) {
            return;
        }
        isAsking = true;
        parts.workers().query(parts.engine()::facts).onSuccess(onRead::accept).onComplete(done -> {
            isAsking = false;
            if (isDue) {
                ask();
            }
        });
    }
}
