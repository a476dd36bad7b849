package io.genisys.connector.compose;

/** Fields that begin with {@code x-}: for people and other programs. */
final class Extensions {
    static final Verdict IGNORED = new Verdict.Ignored("is an extension, which has no meaning to Compose either");

    private Extensions() {}

    static boolean is(String field) {
        return field.startsWith("x-");
    }
}
