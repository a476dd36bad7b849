package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Field.required;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.text;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.VolumeMount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code volumes} of a definition, in the short and the long form of Compose. */
final class MountForm {
    private static final String ALLOWED = "must be like \"data:/var/lib/data\" or \"/host/path:/path:ro\", or an object"
            + " with type, source and target";
    private static final String TARGET_ALLOWED = "must be an absolute path such as /data, and not / itself";
    private static final Pattern VOLUME_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,254}");
    private static final Pattern PATH = Pattern.compile("/[^\u0000]{0,4095}");
    private static final Pattern RELATIVE = Pattern.compile("[.~].*");
    /** A drive or a share of the host's, or a drive in the container. */
    private static final Pattern WINDOWS = Pattern.compile("^[A-Za-z]:\\\\|^[A-Za-z]:/.*:|^\\\\\\\\|:[A-Za-z]:[\\\\/]");

    private static final Pattern PROPAGATIONS = Pattern.compile("r?(?:shared|slave|private)");
    private static final int MOST_PERMISSIONS = 07777;

    private static final String CREATE_HOST_PATH = "create_host_path";
    private static final String PROPAGATION = "propagation";
    private static final String SELINUX = "selinux";
    private static final String NO_COPY = "nocopy";

    private static final Field<VolumeMount, Optional<Boolean>> NOCOPY =
            optional(NO_COPY, Forms.flag(), MountForm::none);
    private static final Table<VolumeMount> OF_VOLUME = new Table<>("volume", NOCOPY);

    private static final Field<VolumeMount, Optional<String>> PROPAGATES = optional(
            PROPAGATION, Forms.oneOf("rprivate", "private", "rshared", "shared", "rslave", "slave"), MountForm::none);
    private static final Field<VolumeMount, Optional<String>> RELABELS =
            optional(SELINUX, Forms.oneOf("z", "Z"), MountForm::none);
    private static final Field<VolumeMount, Optional<Boolean>> CREATES =
            optional(CREATE_HOST_PATH, Forms.flag(), MountForm::none);
    private static final Table<VolumeMount> OF_BIND = new Table<>("bind", PROPAGATES, RELABELS, CREATES);

    private static final Field<VolumeMount, Optional<Bytes>> SIZE = optional("size", Forms.bytes(), MountForm::none);
    private static final Field<VolumeMount, Optional<String>> MODE = optional("mode", MountForm::mode, MountForm::none);
    private static final Table<VolumeMount> OF_TMPFS = new Table<>("tmpfs", SIZE, MODE);

    private static final Field<VolumeMount, String> TYPE =
            required("type", "must be volume, bind or tmpfs", Forms.oneOf("volume", "bind", "tmpfs"), m -> m.type());
    private static final Field<VolumeMount, Optional<String>> SOURCE =
            optional("source", Forms.text("must be the name of a volume or an absolute path"), MountForm::none);
    private static final Field<VolumeMount, String> TARGET = required(
            "target",
            TARGET_ALLOWED,
            Forms.word(TARGET_ALLOWED, "/[^\u0000]{1,4095}").andThen(MountForm::normal),
            VolumeMount::target);
    private static final Field<VolumeMount, Optional<Boolean>> READ_ONLY =
            optional("read_only", Forms.flag(), MountForm::none);
    private static final Field<VolumeMount, Optional<Map<String, Object>>> VOLUME = optional(
            "volume",
            OF_VOLUME.parser("must be an object with nocopy", row -> options(NO_COPY, onlyTrue(row.get(NOCOPY)))),
            MountForm::none);
    private static final Field<VolumeMount, Optional<Map<String, Object>>> BIND = optional(
            "bind",
            OF_BIND.parser("must be an object with propagation, selinux or create_host_path", MountForm::ofBind),
            MountForm::none);
    private static final Field<VolumeMount, Optional<Map<String, Object>>> TMPFS = optional(
            "tmpfs",
            OF_TMPFS.parser("must be an object with size or mode", row -> {
                Map<String, Object> options = options("mode", row.get(MODE));
                row.get(SIZE).ifPresent(size -> options.put("size", size));
                return options;
            }),
            MountForm::none);
    private static final Field<VolumeMount, Optional<String>> CONSISTENCY =
            optional("consistency", Forms.oneOf("consistent", "cached", "delegated", "default"), MountForm::none);
    private static final Table<VolumeMount> LONG =
            new Table<>("a volume", TYPE, SOURCE, TARGET, READ_ONLY, VOLUME, BIND, TMPFS, CONSISTENCY);

    private MountForm() {}

    static Parser<List<VolumeMount>> parser() {
        Parser<List<VolumeMount>> all = list(
                "must be a list of volumes",
                either(Map.class, LONG.parser(ALLOWED, MountForm::ofLong), text(ALLOWED, MountForm::ofShort)));
        return value -> distinct(all.parse(value));
    }

    private static List<VolumeMount> distinct(List<VolumeMount> mounts) {
        FaultList faults = new FaultList();
        Set<String> targets = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            if (!targets.add(mounts.get(i).target())) {
                faults.add(
                        "[" + i + "]",
                        "has the target of another one: " + mounts.get(i).target());
            }
        }
        faults.refuse();
        return mounts;
    }

    private static VolumeMount ofLong(Row row) {
        VolumeMount.Type type = VolumeMount.Type.valueOf(row.get(TYPE).toUpperCase(Locale.ROOT));
        Map<VolumeMount.Type, Optional<Map<String, Object>>> options = Map.of(
                VolumeMount.Type.VOLUME,
                row.get(VOLUME),
                VolumeMount.Type.BIND,
                row.get(BIND),
                VolumeMount.Type.TMPFS,
                row.get(TMPFS));
        FaultList faults = new FaultList();
        options.forEach((of, given) -> {
            if (of != type && given.isPresent()) {
                faults.add(of.text(), "is only for type " + of.text());
            }
        });
        faults.refuse();
        VolumeMount mount = new VolumeMount(
                type,
                source(type, row.get(SOURCE)),
                row.get(TARGET),
                row.get(READ_ONLY).orElse(false),
                options.get(type).orElse(Map.of()));
        if (mount.options().containsKey(SELINUX) && mount.options().containsKey(CREATE_HOST_PATH)) {
            faults.add(
                    "bind", "can have either selinux or create_host_path: false, as Docker's API has no call for both");
        }
        faults.refuse();
        return mount;
    }

    private static Optional<String> source(VolumeMount.Type type, Optional<String> source) {
        return switch (type) {
            case VOLUME ->
                source.map(name -> checked(
                        name,
                        VOLUME_NAME,
                        "must be a name of a volume: letters, digits," + " '_', '.', '-', at least two"));
            case BIND -> Optional.of(hostPath(source.orElse("")));
            case TMPFS ->
                source.map(refused -> {
                    throw FaultList.within("source", fault("must be left out with type tmpfs, which has none"));
                });
        };
    }

    private static String hostPath(String path) {
        if (RELATIVE.matcher(path).matches()) {
            throw FaultList.within(
                    "source", fault("must be an absolute path: a host has no folder that a relative one starts from"));
        }
        return normal(checked(path, PATH, "must be an absolute path of the host"));
    }

    private static String checked(String text, Pattern pattern, String allowed) {
        if (!pattern.matcher(text).matches()) {
            throw FaultList.within("source", fault(allowed));
        }
        return text;
    }

    /** Without what says nothing: {@code /a//b/} is {@code /a/b}. */
    static String normal(String path) {
        if (List.of(path.split("/")).contains("..")) {
            throw fault("must be a path without ..");
        }
        String plain = path.replaceAll("/(?:\\.?/)+", "/").replaceAll("/\\.?$", "");
        return plain.isEmpty() ? "/" : plain;
    }

    private static Map<String, Object> ofBind(Row row) {
        Map<String, Object> options = options(PROPAGATION, row.get(PROPAGATES));
        row.get(RELABELS).ifPresent(label -> options.put(SELINUX, label));
        row.get(CREATES).filter(creates -> !creates).ifPresent(no -> options.put(CREATE_HOST_PATH, false));
        return options;
    }

    private static Optional<Boolean> onlyTrue(Optional<Boolean> flag) {
        return flag.filter(is -> is);
    }

    private static Map<String, Object> options(String name, Optional<?> value) {
        Map<String, Object> options = new HashMap<>();
        value.ifPresent(given -> options.put(name, given));
        return options;
    }

    /** A text is octal, as people write permissions; a number is what it is, as for Compose. */
    private static String mode(Object value) {
        String allowed = "must be permissions as an octal text such as \"1777\", or as a number";
        int base = value instanceof String ? 8 : 10;
        try {
            int bits = Integer.parseInt(String.valueOf(value).replaceFirst("^0o", ""), base);
            if (bits >= 0 && bits <= MOST_PERMISSIONS) {
                return Integer.toOctalString(bits);
            }
        } catch (NumberFormatException noNumber) {
            throw fault(allowed);
        }
        throw fault(allowed);
    }

    private static VolumeMount ofShort(String text) {
        if (WINDOWS.matcher(text).find()) {
            throw fault("must have paths of Linux: the connector drives no engines on Windows");
        }
        String[] parts = text.split(":", -1);
        if (parts.length > 3 || text.isEmpty()) {
            throw fault(ALLOWED);
        }
        if (parts.length == 1) {
            return new VolumeMount(VolumeMount.Type.VOLUME, Optional.empty(), target(parts[0]), false, Map.of());
        }
        boolean isPath = parts[0].startsWith("/") || RELATIVE.matcher(parts[0]).matches();
        VolumeMount.Type type = isPath ? VolumeMount.Type.BIND : VolumeMount.Type.VOLUME;
        Map<String, Object> options = new HashMap<>();
        boolean isReadOnly = parts.length == 3 && modes(type, parts[2], options);
        return new VolumeMount(type, source(type, Optional.of(parts[0])), target(parts[1]), isReadOnly, options);
    }

    private static String target(String text) {
        return TARGET.parser().parse(text);
    }

    /** @return whether it is read-only */
    private static boolean modes(VolumeMount.Type type, String modes, Map<String, Object> options) {
        boolean isReadOnly = false;
        for (String mode : modes.split(",", -1)) {
            boolean isBind = type == VolumeMount.Type.BIND;
            if (mode.equals("ro")) {
                isReadOnly = true;
            } else if (mode.equals("z") || mode.equals("Z")) {
                // an engine labels its volumes itself
                if (isBind) {
                    options.put(SELINUX, mode);
                }
            } else if (isBind && PROPAGATIONS.matcher(mode).matches()) {
                options.put(PROPAGATION, mode);
            } else if (!isBind && mode.equals(NO_COPY)) {
                options.put(NO_COPY, true);
            } else if (!Set.of("rw", "cached", "delegated", "consistent").contains(mode)) {
                throw fault("has the unknown mode " + mode
                        + "; allowed are ro, rw, z, Z, nocopy and propagations such as" + " rslave");
            }
        }
        return isReadOnly;
    }

    /** Mounts write themselves. */
    private static Optional<Object> none(VolumeMount mount) {
        return Optional.empty();
    }
}
