package io.genisys.connector.docker.engine;

/** The answer, or a part that no engine leaves out, was null, or it was of a kind or length that no engine sends. */
final class NullAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param answer may be null */
    static <T> T refuse(T answer) {
        refuseUnless(answer != null);
        return answer;
    }

    static void refuseUnless(boolean isAnAnswer) {
        if (!isAnAnswer) {
            throw new NullAnswer();
        }
    }
}
