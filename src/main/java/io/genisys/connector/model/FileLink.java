package io.genisys.connector.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of the operator's that containers of a service get, as Compose has {@code secrets} and {@code configs}.
 *
 * @param source its name in the folder of {@code connector.secrets}
 * @param target where it is in a container; empty: where Compose has it
 * @param uid whose it is there; empty: root's
 * @param gid which group's it is there; empty: root's
 * @param mode its permissions there, 0 to 0777; empty: 0444
 */
public record FileLink(
        String source, Optional<String> target, Optional<Long> uid, Optional<Long> gid, Optional<Integer> mode)
        implements Written {
    private static final int READABLE = 0444;

    public FileLink {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(uid);
        Objects.requireNonNull(gid);
        Objects.requireNonNull(mode);
    }

    public int permissions() {
        return mode.orElse(READABLE);
    }

    /** @param folder in which it is if the target does not say otherwise, with a slash at its end */
    String path(String folder) {
        String at = target.orElse(source);
        return at.startsWith("/") ? at : folder + at;
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("source", source);
        target.ifPresent(path -> written.put("target", path));
        uid.ifPresent(owner -> written.put("uid", owner.toString()));
        gid.ifPresent(group -> written.put("gid", group.toString()));
        mode.ifPresent(bits -> written.put("mode", "0" + Integer.toOctalString(bits)));
        return written;
    }
}
