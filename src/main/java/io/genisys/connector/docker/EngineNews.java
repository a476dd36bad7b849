package io.genisys.connector.docker;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import java.util.Optional;

/** Tells the chronicle that an engine answers or fails. */
final class EngineNews {
    private final Chronicle chronicle;
    private final HostName host;
    /** Why the engine told no events when it was last connected to. */
    private Optional<Failure> blind = Optional.empty();

    EngineNews(Chronicle chronicle, HostName host) {
        this.chronicle = chronicle;
        this.host = host;
    }

    /** An engine that is connected to again only since it tells no events is no news. */
    void connected(Connection to) {
        if (blind.isEmpty() || to.blind.isEmpty()) {
            tell(What.HOST_READY, "engine " + to.info.version() + " answers, API " + to.info.apiVersion());
        }
        to.blind.filter(why -> !blind.equals(to.blind)).ifPresent(this::tellsNoEvents);
        blind = to.blind;
    }

    void failed(Failure failure) {
        tell(What.HOST_FAILED, failure.message());
    }

    private void tellsNoEvents(Failure why) {
        String every = Durations.format(Lists.BLIND_PAUSE);
        tell(What.HOST_FAILED, "it is listed every " + every + ", since it tells no events: " + why.message());
    }

    private void tell(What what, String why) {
        chronicle.tell(what, Subject.of(host), Cause.of(why));
    }
}
