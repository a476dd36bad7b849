package io.genisys.connector.bench;

/** Brings a number of containers up, and takes all of them down again; each ends when it is done. */
interface Contender {
    void up(int number);

    void down();
}
