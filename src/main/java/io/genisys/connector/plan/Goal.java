package io.genisys.connector.plan;

/**
 * What a service is to come to.
 *
 * @param number of running containers, 0 or more
 * @param oursOnly whether the containers that were only found are left out of it: neither counted nor stopped
 */
public record Goal(int number, boolean oursOnly) {
    /** None of the service's own containers is left. */
    public static final Goal GONE = new Goal(0, true);

    public static Goal running(int number) {
        return new Goal(number, false);
    }
}
