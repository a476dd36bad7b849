package io.genisys.connector.model;

import java.util.Map;

/**
 * What a process may use of something, as {@code ulimit} has it; -1: without a limit.
 *
 * @param hard no less than {@code soft}
 */
public record ResourceLimit(long soft, long hard) implements Written {
    /** One number if both are the same. */
    @Override
    public Object written() {
        return soft == hard ? (Object) soft : Map.of("soft", soft, "hard", hard);
    }
}
