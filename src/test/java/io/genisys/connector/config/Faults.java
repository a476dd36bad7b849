package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is at fault with something, as a person reads it. */
public final class Faults {
    private Faults() {}

    public static List<String> of(ThrowingCallable call) {
        InvalidException e = catchThrowableOfType(InvalidException.class, call);
        return e == null
                ? List.of()
                : e.errors().stream().map(FieldError::toString).toList();
    }
}
