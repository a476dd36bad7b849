package io.genisys.connector.http;

/** What a route shows or changes. */
enum Reach {
    /** The service that its path names. */
    ONE_SERVICE,
    /** Services; its action asks {@link Gatekeeper} about each. */
    EACH_SERVICE,
    /** All services, or what belongs to none: nothing for a caller who is limited to some services. */
    EVERYTHING
}
