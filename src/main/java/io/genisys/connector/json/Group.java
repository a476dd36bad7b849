package io.genisys.connector.json;

/**
 * A record whose fields are written among those of the record that has it: it puts in order what is written, and has no
 * name there.
 */
public interface Group {}
