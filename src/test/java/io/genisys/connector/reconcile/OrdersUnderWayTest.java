package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.plan.Placement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersUnderWayTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Placement FIRST = new Placement(HostName.DEFAULT, 1);
    /** Of an incarnation of which nothing was heard. */
    private static final long NEVER_HEARD = Long.MAX_VALUE;

    private final ReportedFleet fleet = new ReportedFleet(Ownership.LABEL, InstantSource.system(), host -> {});
    private final OrdersUnderWay ordersUnderWay = new OrdersUnderWay(fleet, new StartsUnderWay(() -> {}));

    @BeforeEach
    void hear() {
        fleet.accept(HostReport.unheard(HostName.DEFAULT, HostProfile.PLAIN));
    }

    private static StartsUnderWay.Start start() {
        return new StartsUnderWay.Start(
                DefinitionForm.read(Map.of("name", "web", "image", "repo:1")), FIRST, "edition");
    }

    private Map<Placement, Instant> unseenAt(Instant now) {
        return ordersUnderWay.settle(List.of(), now).starts();
    }

    @Test
    void aStartWhoseReportNeverComesIsUnderWayForABoundedTime() {
        OrdersUnderWay.SentOrder sent = ordersUnderWay.started(start(), START);
        sent.answered(new OrderOutcome(new ReportNumber(NEVER_HEARD, 1), Optional.empty()), START);

        assertThat(unseenAt(START.plus(OrdersUnderWay.LONGEST_WAIT).minusMillis(1)))
                .isEmpty();
        assertThat(ordersUnderWay.starting()).containsExactly(FIRST);
        assertThat(unseenAt(START.plus(OrdersUnderWay.LONGEST_WAIT))).isEqualTo(Map.of(FIRST, START));
        assertThat(ordersUnderWay.isEmpty()).isTrue();
    }

    @Test
    void aStartThatAReportShouldShowAndDoesNotIsUnseen() {
        ordersUnderWay
                .started(start(), START)
                .answered(new OrderOutcome(new ReportNumber(Long.MIN_VALUE, 1), Optional.empty()), START);

        assertThat(unseenAt(START)).isEqualTo(Map.of(FIRST, START));
    }

    @Test
    void aStartThatFailedIsOverAndMissedByNobody() {
        Optional<Failure> failure = Optional.of(new Failure(FailureKind.REFUSED, "no"));
        ordersUnderWay
                .started(start(), START)
                .answered(new OrderOutcome(new ReportNumber(Long.MIN_VALUE, 1), failure), START);

        assertThat(unseenAt(START)).isEmpty();
        assertThat(ordersUnderWay.isEmpty()).isTrue();
    }
}
