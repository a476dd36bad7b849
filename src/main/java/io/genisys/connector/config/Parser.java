package io.genisys.connector.config;

/** From the value of a key to what it means. */
@FunctionalInterface
interface Parser<T> {
    /**
     * @param value never null: a string, number, boolean, map or list as YAML has them; from the environment and in a
     *     default always a string
     * @throws io.genisys.connector.model.InvalidException whose fields are relative to the value: empty for itself
     */
    T parse(Object value);
}
