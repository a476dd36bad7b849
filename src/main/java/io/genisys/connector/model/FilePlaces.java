package io.genisys.connector.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the files of a definition go in a container. An engine copies into a root that can be written to, and into
 * volumes. So a file whose place is on a read-only root, or will be hidden by memory that is mounted over it, gets a
 * volume of the container's own for its folder.
 */
public final class FilePlaces {
    private static final String ROOT = "/";
    private static final Set<String> OF_THE_ENGINE =
            Set.of("/dev", "/proc", "/sys", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf");

    /** What is mounted at a path. */
    private enum Cover {
        MEMORY,
        OWN_VOLUME,
        KEPT
    }

    private final Map<String, Cover> covers = new TreeMap<>();
    private final List<Place> places = new ArrayList<>();
    private final List<FieldError> faults = new ArrayList<>();
    private final Cover bottom;

    private FilePlaces(Details details) {
        bottom = details.get(Detail.READ_ONLY).orElse(false) ? Cover.MEMORY : Cover.OWN_VOLUME;
        details.get(Detail.VOLUMES).orElse(List.of()).forEach(mount -> covers.put(mount.target(), cover(mount)));
        details.get(Detail.TMPFS).orElse(Map.of()).keySet().forEach(path -> covers.put(path, Cover.MEMORY));
        add(details, Detail.SECRETS, "/run/secrets/");
        add(details, Detail.CONFIGS, ROOT);
        checkNames();
    }

    public static FilePlaces of(Details details) {
        return new FilePlaces(details);
    }

    /** Whether a definition has any file. */
    public static boolean areNeeded(Details details) {
        return details.has(Detail.SECRETS) || details.has(Detail.CONFIGS);
    }

    /** In the order in which they were written, secrets first. */
    public List<Place> all() {
        return List.copyOf(places);
    }

    /** Folders that have to be volumes of the container's own. */
    public Set<String> volumes() {
        return places.stream().filter(Place::isOwnVolume).map(Place::root).collect(Collectors.toSet());
    }

    /** Why files can't be where they should be. */
    public List<FieldError> faults() {
        return List.copyOf(faults);
    }

    private static Cover cover(VolumeMount mount) {
        return switch (mount.type()) {
            case TMPFS -> Cover.MEMORY;
            case BIND -> Cover.KEPT;
            case VOLUME -> mount.source().isEmpty() && !mount.isReadOnly() ? Cover.OWN_VOLUME : Cover.KEPT;
        };
    }

    private void add(Details details, Detail<List<FileLink>> detail, String folder) {
        List<FileLink> links = details.get(detail).orElse(List.of());
        for (int i = 0; i < links.size(); i++) {
            add(detail.name() + "[" + i + "]", links.get(i), links.get(i).path(folder));
        }
    }

    private void add(String field, FileLink link, String path) {
        Optional<String> over = covers.keySet().stream()
                .filter(mount -> isIn(path, mount))
                .max((a, b) -> Integer.compare(a.length(), b.length()));
        String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (OF_THE_ENGINE.stream().anyMatch(own -> isIn(path, own))) {
            faults.add(new FieldError(field, "has the target " + path + ", which the engine makes; choose another"));
            return;
        }
        switch (over.map(covers::get).orElse(bottom)) {
            case OWN_VOLUME -> places.add(new Place(field, link, path, over.orElse(ROOT), false));
            case KEPT ->
                faults.add(new FieldError(
                        field,
                        "has the target " + path + " in the volume at " + over.orElse("")
                                + ", which would keep the file beyond the container; choose a target outside of it"));
            case MEMORY -> inOwnVolume(field, link, path, folder);
        }
    }

    private void inOwnVolume(String field, FileLink link, String path, String folder) {
        if (folder.equals(ROOT)) {
            faults.add(new FieldError(
                    field,
                    "has the target " + path + ", and read_only lets no file be put there; choose a target in a folder"
                            + " for it, such as /run/configs" + path));
        } else if (covers.containsKey(folder)) {
            faults.add(new FieldError(
                    field,
                    "has the target " + path + ", which the tmpfs at " + folder
                            + " would hide; leave that tmpfs out, or choose a target in a folder below it"));
        } else {
            places.add(new Place(field, link, path, folder, true));
        }
    }

    /** Whether it is that folder, or in it. */
    private static boolean isIn(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    private void checkNames() {
        Set<String> taken = new HashSet<>();
        for (Place place : places) {
            Stream<String> others = taken.stream();
            if (others.anyMatch(other -> isIn(place.path, other) || isIn(other, place.path))) {
                faults.add(new FieldError(
                        place.field, "has the target " + place.path + ", at, in or above which another file is"));
            }
            taken.add(place.path);
        }
    }

    /**
     * The place of a file.
     *
     * @param field by which the definition names it, such as {@code secrets[0]}
     * @param path absolute
     * @param root a folder above it that can be written to before the container starts
     * @param isOwnVolume whether root is a volume that is made for it
     */
    public record Place(String field, FileLink link, String path, String root, boolean isOwnVolume) {
        /** From the root on. */
        public String name() {
            return path.substring(root.endsWith("/") ? root.length() : root.length() + 1);
        }
    }
}
