package io.genisys.connector.catalog;

/** What has to hold for a change to be made; it is checked at the very moment of the change. */
public sealed interface Precondition {
    /** Nothing. */
    record None() implements Precondition {}

    /** There is no such service. */
    record Absent() implements Precondition {}

    /** There is such a service, at any version. */
    record Present() implements Precondition {}

    /** There is such a service, and its removal is under way. */
    record BeingRemoved() implements Precondition {}

    /** The definition has that version. */
    record Version(long version) implements Precondition {}

    Precondition NONE = new None();
    Precondition ABSENT = new Absent();
    Precondition PRESENT = new Present();
    Precondition BEING_REMOVED = new BeingRemoved();
}
