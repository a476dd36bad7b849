package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Ask;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes on towards the number that was asked for, as soon as more of it holds: after a step, a cooldown or a freeze, or
 * with other limits. All that it goes by is in the catalog. Used from one context only.
 */
final class NumberSteps {
    private final ServiceName service;
    private final Shared shared;
    private final Runnable act;
    private Optional<Instant> next = Optional.empty();
    private boolean isAsking;

    /** @param act brings the number about that holds from then on */
    NumberSteps(ServiceName service, Shared shared, Runnable act) {
        this.service = service;
        this.shared = shared;
        this.act = act;
    }

    /** Asks for as much as holds now. */
    void follow(Entry entry) {
        Ask ask = Ask.again(shared.settings().scale(), shared.now());
        Optional<Allowance> allowance = ask.allowance(entry, shared.isFrozen(service));
        next = allowance.flatMap(Allowance::next);
        if (allowance.isPresent() && !isAsking && ask.changes(entry, allowance.get())) {
            isAsking = true;
            shared.catalog().ask(service, ask).onSuccess(this::tell).onComplete(done -> shared.vertx()
                    .runOnContext(v -> {
                        isAsking = false;
                        act.run();
                    }));
        }
    }

    private void tell(Catalog.AskResult asked) {
        Numbers numbers = new Numbers(asked.before(), asked.entry().number());
        if (!numbers.before().equals(numbers.after())) {
            String why = "of the " + asked.allowance().asked() + " that were asked for";
            shared.chronicle().tell(What.SERVICE_STEPPED, Subject.of(service), numbers, Cause.of(why));
        }
    }

    /** That time, or the one of the next step if it is sooner. */
    Optional<Instant> orSooner(Optional<Instant> other) {
        return Stream.of(other, next).flatMap(Optional::stream).min(Instant::compareTo);
    }
}
