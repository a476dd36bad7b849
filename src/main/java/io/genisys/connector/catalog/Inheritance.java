package io.genisys.connector.catalog;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node has from the time before its cluster: its own catalog, or else what it followed last. It becomes that of
 * the cluster if this node is the one that makes the log. Blocks.
 *
 * @param journal the file of its own catalog
 * @param state what it holds
 * @param print of that file; empty if there is none
 */
record Inheritance(Path journal, CatalogState state, String print) {
    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);
    private static final String TAKEN = "catalog.journal.taken";

    static Inheritance of(Path folder) {
        Path journal = folder.resolve(Journal.FILE);
        try {
            if (Files.exists(journal)) {
                return new Inheritance(journal, read(CatalogFolder.open(folder)), print(journal));
            }
            boolean isFollower = Files.exists(folder.resolve(CatalogFolder.FOLLOWED));
            return new Inheritance(
                    journal, isFollower ? read(CatalogFolder.openFollowed(folder)) : CatalogState.EMPTY, "");
        } catch (IOException e) {
            throw unavailable(journal, e);
        }
    }

    private static CatalogState read(CatalogFolder opened) throws IOException {
        try (opened) {
            return opened.state();
        }
    }

    private static String print(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file)));
    }

    /**
     * Renames the file if the cluster began with it; else leaves it, and says so.
     *
     * @param isTaken whether the log was made from it
     */
    void settle(boolean isTaken, CatalogState cluster) {
        if (print.isEmpty()) {
            return;
        }
        if (isTaken) {
            Path taken = journal.resolveSibling(TAKEN);
            try {
                Files.move(journal, taken, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw unavailable(journal, e);
            }
            LOG.info("The catalog of this node is that of the cluster now; its file is kept as {}", taken);
        } else {
            LOG.warn(
                    "The cluster has a catalog already: that of this node in {} is left as it is; {} services are not"
                            + " the same in both",
                    journal,
                    differences(cluster));
        }
    }

    private long differences(CatalogState cluster) {
        TreeSet<ServiceName> names = new TreeSet<>(state.entries().keySet());
        names.addAll(cluster.entries().keySet());
        return names.stream()
                .filter(name -> !isSame(state.entries(), cluster.entries(), name))
                .count();
    }

    private static boolean isSame(Map<ServiceName, Entry> ours, Map<ServiceName, Entry> theirs, ServiceName name) {
        Entry one = ours.get(name);
        Entry other = theirs.get(name);
        return one != null
                && other != null
                && one.definition().equals(other.definition())
                && Objects.equals(one.number(), other.number());
    }

    private static FailureException unavailable(Path journal, IOException cause) {
        FailureException failure = new FailureException(
                FailureKind.STORE_UNAVAILABLE,
                "the catalog " + journal + " can't be taken over into the cluster: " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
