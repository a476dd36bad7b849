package io.genisys.connector.docker.engine;

/** The answer, or a part that no engine leaves out, was null. */
final class NullAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param answer may be null */
    static <T> T refuse(T answer) {
        if (answer == null) {
            throw new NullAnswer();
        }
        return answer;
    }
}
