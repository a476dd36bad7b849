package io.genisys.connector.docker;

import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.ReportNumber;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the reports of a host, one after the other, and what is known of its engine into each. Used from one context
 * only.
 */
final class ReportWriter {
    private final HostName host;
    private final HostProfile profile;
    private final Driving driving;
    private final Consumer<HostReport> publish;
    private ReportNumber newest;
    private EngineStatus engine = EngineStatus.UNHEARD;

    ReportWriter(HostName host, HostProfile profile, Driving driving, Consumer<HostReport> publish) {
        this.host = host;
        this.profile = profile;
        this.driving = driving;
        this.publish = publish;
        this.newest = new ReportNumber(driving.incarnation(), 0);
    }

    ReportNumber newest() {
        return newest;
    }

    /** Whether none was written yet. */
    boolean isAtFirst() {
        return newest.sequence() == 0;
    }

    /** The engine has answered something: what is known is that fresh. */
    void answered() {
        engine = engine.answered(driving.now());
    }

    /** The stream of events was opened, or an event came. */
    void heard() {
        engine = engine.toldEvents(driving.now());
    }

    /**
     * The engine answers as it should.
     *
     * @param objection why it is not driven as it should be, if so
     * @return whether that is news
     */
    boolean ready(String version, Optional<Failure> objection) {
        EngineStatus before = engine;
        engine = engine.ready(version, objection);
        return !engine.equals(before);
    }

    /** @return whether that is news */
    boolean offers(EngineFacts facts) {
        boolean isNews = !engine.facts().equals(facts);
        engine = engine.offering(facts);
        return isNews;
    }

    /** @param next UNREACHABLE or FAILING */
    void failed(HostCondition next, Failure failure) {
        engine = engine.in(next, Optional.of(failure));
    }

    /** @return what was published */
    HostReport write(HostReport.Containers containers) {
        newest = newest.next();
        HostReport report = new HostReport(host, profile, newest, engine, containers, Optional.of(driving.now()));
        publish.accept(report);
        return report;
    }
}
