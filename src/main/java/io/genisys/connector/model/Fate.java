package io.genisys.connector.model;

import java.util.Arrays;

/** What became of a definition of a service. */
public enum Fate {
    /** None of its containers was good yet. */
    NEW,
    /** One of its containers was good. */
    PROVEN,
    /** Its update failed. */
    FAILED,
    /** It was taken back by a caller. */
    ROLLED_BACK;

    /** One that this release does not know is as good as new. */
    public static Fate of(String name) {
        return Arrays.stream(values())
                .filter(fate -> fate.name().equals(name))
                .findFirst()
                .orElse(NEW);
    }
}
