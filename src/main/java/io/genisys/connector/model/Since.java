package io.genisys.connector.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of the {@link Protocol} since which a part of a record, or a constant of an enum, is there. While a node
 * of the cluster has an earlier one, such a part is not kept, and a change that needs such a constant is refused.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Since {
    int value();
}
