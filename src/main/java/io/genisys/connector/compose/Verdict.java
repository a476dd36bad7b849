package io.genisys.connector.compose;

/** What becomes of a field of a Compose file. */
sealed interface Verdict {
    /** It becomes a part of a definition, or the number. */
    record Taken() implements Verdict {}

    /** It is left out, and what is made works without it. */
    record Ignored(String because) implements Verdict {}

    /** Without it the service would be another one than the file says. */
    record Refused(String because) implements Verdict {}

    Verdict TAKEN = new Taken();
}
