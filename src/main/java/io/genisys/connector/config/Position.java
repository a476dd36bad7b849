package io.genisys.connector.config;

/** A place in a text, as editors count it: line and column from 1. */
record Position(int line, int column) {
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
