package io.genisys.connector.catalog;

import io.genisys.connector.model.Allowance;
import io.genisys.connector.model.Asked;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A service: what is wanted of it, and what it went through. */
public record Entry(Wanted wanted, Course course) {
    /** Of which no more is known. */
    public Entry(ServiceDefinition definition, long version, OptionalInt number) {
        this(new Wanted(definition, version, number, false), Course.NONE);
    }

    public ServiceDefinition definition() {
        return wanted.definition();
    }

    public long version() {
        return wanted.version();
    }

    public OptionalInt number() {
        return wanted.number();
    }

    public boolean beingRemoved() {
        return wanted.beingRemoved();
    }

    /** The number that was asked for last; the {@linkplain #number() one that holds} may be another. */
    public OptionalInt asked() {
        return wanted.asked().map(Asked::number).filter(OptionalInt::isPresent).orElse(number());
    }

    /** What holds of the number that was asked for last; empty if nothing limits it. */
    public Optional<Allowance> allowance(ScalePolicy policy, boolean isFrozen, Instant now) {
        boolean isLimited = isFrozen
                || wanted.asked().isPresent()
                || !policy.limits(definition()).equals(ScaleLimits.NONE);
        return isLimited ? Ask.again(policy, now).allowance(this, isFrozen) : Optional.empty();
    }

    public ServiceName service() {
        return wanted.service();
    }

    public DefinitionVersion current() {
        return new DefinitionVersion(version(), definition(), course.current());
    }

    /** The versions before the current one that are kept, the oldest first. */
    public List<DefinitionVersion> past() {
        return course.past();
    }

    /** The current version or one before it; empty if it is not kept. */
    public Optional<DefinitionVersion> find(long number) {
        return number == version()
                ? Optional.of(current())
                : past().stream().filter(v -> v.version() == number).findFirst();
    }

    /** The newest version that has that definition; empty if none is kept. */
    public Optional<DefinitionVersion> of(ServiceDefinition wanted) {
        return definition().equals(wanted)
                ? Optional.of(current())
                : past().stream().filter(v -> v.definition().equals(wanted)).reduce((older, newer) -> newer);
    }

    /** The newest proven version before the current one that makes other containers. */
    public Optional<DefinitionVersion> lastProven() {
        DefinitionVersion current = current();
        return past().stream()
                .filter(v -> v.isProven() && !v.makesTheSame(current))
                .reduce((older, newer) -> newer);
    }

    /** The one in flight, or the last one, of the current version. */
    public Optional<ServiceUpdate> update() {
        return course.update();
    }

    /** The same service, of which that is wanted. */
    Entry wanting(Wanted next) {
        return new Entry(next, next.version() == version() ? course : course.followed(wanted));
    }

    Entry with(Course other) {
        return new Entry(wanted, other);
    }

    /** With these facts of the current version. */
    Entry known(VersionFacts facts) {
        return with(course.current(facts));
    }
}
