package io.genisys.connector.cluster;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Voter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a voter: ZooKeeper's data, and beside it what this voter has been through, which decides whether it may
 * vote without data. Blocks.
 */
final class VoterFolder {
    private static final Logger LOG = LoggerFactory.getLogger(VoterFolder.class);
    private static final String DATA = "version-2";
    private static final String ALONE = "version-2.alone";
    private static final String RECORD = "voter.json";

    private final Path folder;
    private final List<Integer> voters;
    private Past now;

    /** What a voter has been through. */
    enum Stand {
        /** Nothing: it has no data, and has not voted. */
        EMPTY,
        /** It takes part in the first start of a cluster, and has seen no quorum yet. */
        FIRST,
        /** It fetches the data of the other voters, and has seen no quorum yet. */
        REFILLING,
        /** It has been part of a quorum. */
        VOTED
    }

    /**
     * @param isMaker whether it makes the catalog of the cluster
     * @param voters the ids of those with whom it has a quorum
     */
    private record Past(Stand stand, boolean isMaker, List<Integer> voters) {}

    private VoterFolder(Path folder, List<Integer> voters, Past now) {
        this.folder = folder;
        this.voters = voters;
        this.now = now;
    }

    /** What was begun and came to no quorum is begun from its start, except for a first start, which goes on. */
    static VoterFolder open(Path folder, List<Voter> voters) throws IOException {
        Files.createDirectories(folder);
        VoterFolder opened =
                new VoterFolder(folder, voters.stream().map(Voter::id).toList(), read(folder));
        if (opened.now.stand() == Stand.REFILLING) {
            opened.empty();
        } else if (opened.isNoLongerAlone()) {
            opened.setAside();
        }
        return opened;
    }

    private static Past read(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        return Files.exists(file)
                ? ModelJson.read(Files.readAllBytes(file), Past.class)
                : new Past(Files.exists(folder.resolve(DATA)) ? Stand.VOTED : Stand.EMPTY, false, List.of());
    }

    private boolean isNoLongerAlone() {
        return now.stand() == Stand.VOTED && now.voters().size() == 1 && voters.size() > 1;
    }

    /** One voter of a larger quorum has no right to decide by what it knew alone: that is taken over as a whole. */
    private void setAside() throws IOException {
        Path aside = folder.resolve(ALONE);
        delete(aside);
        Files.move(folder.resolve(DATA), aside);
        LOG.info(
                "This node was the only voter: the quorum of {} begins with what it has; {} is what was before",
                voters,
                aside);
        write(new Past(Stand.EMPTY, false, List.of()));
    }

    private void empty() throws IOException {
        delete(folder.resolve(DATA));
        write(new Past(Stand.EMPTY, false, List.of()));
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    Path path() {
        return folder;
    }

    Stand stand() {
        return now.stand();
    }

    boolean isMaker() {
        return now.isMaker();
    }

    /** It may vote without data. */
    void first(boolean isMaker) throws IOException {
        write(new Past(Stand.FIRST, isMaker, List.of()));
    }

    /** It may not vote before it has the data of others. */
    void refill() throws IOException {
        write(new Past(Stand.REFILLING, false, List.of()));
    }

    /** It has seen a quorum. */
    void voted() throws IOException {
        write(new Past(Stand.VOTED, now.isMaker(), voters));
    }

    private void write(Past next) throws IOException {
        Path fresh = folder.resolve(RECORD + ".new");
        Files.write(fresh, ModelJson.write(next));
        Files.move(fresh, folder.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        now = next;
    }
}
