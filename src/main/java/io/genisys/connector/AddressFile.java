package io.genisys.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the connector is reached from its own machine, in a file of its data folder for {@link HealthProbe} and
 * scripts: {@code http://127.0.0.1:7051} and a line end. It is there from the moment the connector serves until it
 * ends; after {@code kill -9} the old one stays until the next start, and then nothing answers there.
 */
final class AddressFile {
    private static final Logger LOG = LoggerFactory.getLogger(AddressFile.class);
    private static final String NAME = "address";

    private final Path file;

    private AddressFile(Path file) {
        this.file = file;
    }

    static AddressFile in(Path data) {
        return new AddressFile(data.resolve(NAME));
    }

    /** The address under which callers from elsewhere see it, such as http://[::1]:7051. */
    static String url(boolean isTls, String bind, int port) {
        return (isTls ? "https://" : "http://") + (bind.contains(":") ? "[" + bind + "]" : bind) + ":" + port;
    }

    /** The same from this machine: who listens on all addresses is asked on the loopback. */
    static String urlFromHere(boolean isTls, String bind, int port) {
        return url(isTls, bind.equals("0.0.0.0") || bind.matches("[0:]+") ? "127.0.0.1" : bind, port);
    }

    /** Blocks. It is no reason not to serve if that fails. */
    void write(String url) {
        try {
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            LOG.warn("{} can't be written, and nothing but health checks miss it: {}", file, e.toString());
        }
    }

    /** Blocks. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} stays", file, e);
        }
    }

    /** What it says; empty text if it is not there. Blocks. */
    String read() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
