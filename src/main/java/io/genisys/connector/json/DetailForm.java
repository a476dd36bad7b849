package io.genisys.connector.json;

import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.map;
import static io.genisys.connector.fields.Parsers.scalar;
import static io.genisys.connector.fields.Parsers.text;
import static io.genisys.connector.json.Forms.detail;
import static io.genisys.connector.json.Forms.flag;
import static io.genisys.connector.json.Forms.oneOf;
import static io.genisys.connector.json.Forms.oneOrMore;
import static io.genisys.connector.json.Forms.several;
import static io.genisys.connector.json.Forms.word;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.Command;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.LogTarget;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.ResourceLimit;
import io.genisys.connector.model.ServiceDefinition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a definition that are {@link Detail}s, one a line. */
final class DetailForm {
    /** What the engine's client knows. */
    private static final Set<String> CAPABILITIES =
            Set.of(("ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE"
                            + " DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN"
                            + " MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP"
                            + " SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYSLOG SYS_MODULE SYS_NICE SYS_PACCT"
                            + " SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM")
                    .split(" "));

    private static final String ULIMITS =
            "core, cpu, data, fsize, locks, memlock, msgqueue, nice, nofile, nproc, rss, rtprio, rttime, sigpending, stack";
    private static final long NO_LIMIT = -1;
    private static final String A_PATH = "must be an absolute path";
    private static final String NAMES = "must have a name";
    private static final Parser<String> SECURITY_OPTION = word(
            "must be like no-new-privileges:true, seccomp=unconfined or label:disable",
            "[a-z-]+(?:[:=][^\u0000]{1,60000})?");
    /** One that the caller's client would read from a file. */
    private static final Pattern PROFILE = Pattern.compile("seccomp[:=](?!unconfined$|builtin$|\\s*\\{)(?s:.*)");

    private static final Predicate<String> SOME = name -> !name.isEmpty() && name.indexOf('\u0000') < 0;

    private static final Field<LogTarget, Optional<String>> DRIVER = Field.optional(
            "driver",
            oneOf(
                    "json-file",
                    "local",
                    "none",
                    "syslog",
                    "journald",
                    "gelf",
                    "fluentd",
                    "awslogs",
                    "splunk",
                    "gcplogs",
                    "etwlogs",
                    "loki"),
            log -> Optional.empty());
    private static final Field<LogTarget, Optional<Map<String, String>>> OPTIONS = Field.optional(
            "options", Forms.labels("must be an object of options", SOME, NAMES), log -> Optional.empty());
    private static final Table<LogTarget> LOGGING = new Table<>("logging", DRIVER, OPTIONS);

    private static final Field<ResourceLimit, Long> SOFT =
            Field.required("soft", "must be a whole number", limit(), ResourceLimit::soft);
    private static final Field<ResourceLimit, Long> HARD =
            Field.required("hard", "must be a whole number", limit(), ResourceLimit::hard);
    private static final Table<ResourceLimit> ULIMIT = new Table<>("a ulimit", SOFT, HARD);

    /** Each is put into the details as it was read. */
    private static final List<Line<?>> LINES = List.of(
            line(Detail.ENTRYPOINT, DetailForm::entrypoint),
            line(
                    Detail.USER,
                    word(
                            "must be a user, or user:group, by names or numbers",
                            "[^-\\s:\u0000][^\\s:\u0000]{0,254}(?::[^-\\s:\u0000][^\\s:\u0000]{0,254})?")),
            line(
                    Detail.GROUP_ADD,
                    several("must be a list of groups", word("must be a group", "[^-\\s:\u0000][^\\s:\u0000]{0,254}"))),
            line(Detail.WORKING_DIR, word(A_PATH, "/[^\u0000]{0,4095}")),
            line(Detail.INIT, flag()),
            line(Detail.LABELS, labels()),
            line(Detail.HEALTHCHECK, HealthForm.parser()),
            line(
                    Detail.LOGGING,
                    LOGGING.parser(
                            "must be an object with driver and options",
                            row -> new LogTarget(
                                    row.get(DRIVER), row.get(OPTIONS).orElse(Map.of())))),
            line(Detail.NETWORKS, NetworkForm.networks()),
            line(Detail.NETWORK_MODE, NetworkForm.mode()),
            line(
                    Detail.HOSTNAME,
                    word(
                            "must be 1 to 63 of letters, digits, '.', '-' and '_', first a letter or a digit",
                            "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62})")),
            line(
                    Detail.DOMAINNAME,
                    word("must be a domain such as example.com", "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,252})")),
            line(Detail.EXTRA_HOSTS, NetworkForm.extraHosts()),
            line(Detail.DNS, oneOrMore("must be an address or a list of them", Addresses.either())),
            line(
                    Detail.DNS_SEARCH,
                    oneOrMore("must be a domain or a list of them", word("must be a domain", "[^\\s\u0000]{1,253}"))),
            line(
                    Detail.DNS_OPT,
                    several(
                            "must be a list of strings",
                            word("must be an option of a resolver", "[^\\s\u0000]{1,253}"))),
            line(Detail.VOLUMES, MountForm.parser()),
            TmpfsForm.LINE,
            line(Detail.SECRETS, FileForm.parser()),
            line(Detail.CONFIGS, FileForm.parser()),
            line(Detail.READ_ONLY, flag()),
            line(Detail.SHM_SIZE, Forms.bytes()),
            line(
                    Detail.ULIMITS,
                    map(
                            "must be an object of limits",
                            name -> Set.of(ULIMITS.split(", ")).contains(name),
                            "must be one of " + ULIMITS,
                            either(
                                    Map.class,
                                    ULIMIT.parser("", row -> ulimit(row)),
                                    limit().andThen(both -> new ResourceLimit(both, both))))),
            line(
                    Detail.SYSCTLS,
                    Forms.options(
                            "must be an object, or a list of strings like net.core.somaxconn=1024",
                            name -> name.matches("[a-z0-9_]+(?:[./][A-Za-z0-9_-]+)+"),
                            "must have a name like net.core.somaxconn")),
            line(Detail.CAP_ADD, several("must be a list of capabilities", DetailForm::capability)),
            line(Detail.CAP_DROP, several("must be a list of capabilities", DetailForm::capability)),
            line(Detail.SECURITY_OPT, several("must be a list of strings", DetailForm::securityOption)),
            line(Detail.PRIVILEGED, flag()),
            line(Detail.PID, namespace("host")),
            line(Detail.IPC, namespace("host", "none", "private", "shareable")),
            line(Detail.DEVICES, DeviceForm.devices()),
            line(Detail.GPUS, DeviceForm.gpus()),
            line(
                    Detail.RUNTIME,
                    word("must be the name of a runtime such as runc", "[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")),
            line(Detail.PLATFORM, word("must be like linux/amd64", "[a-z0-9_]+(?:/[a-z0-9_]+){0,2}")),
            line(Detail.PULL_POLICY, DetailForm::pullPolicy),
            line(Detail.UPDATE_CONFIG, UpdateForm.parser()),
            line(Detail.SCALING, ScalingForm.parser()));

    static final List<Field<ServiceDefinition, ?>> FIELDS = Stream.<Field<ServiceDefinition, ?>>concat(
                    LINES.stream().map(Line::field), ResourceForm.FIELDS.stream())
            .toList();
    private static final Set<String> FIELD_NAMES =
            FIELDS.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private DetailForm() {}

    /** @throws io.genisys.connector.model.InvalidException if fields do not go together */
    static Details read(Row row) {
        if (Collections.disjoint(row.names(), FIELD_NAMES)) {
            return Details.NONE;
        }
        Details all = Details.NONE;
        for (Line<?> line : LINES) {
            all = line.addTo(all, row);
        }
        FaultList faults = new FaultList();
        Details details = ResourceForm.read(row, all, faults);
        Together.check(details, faults);
        faults.refuse();
        return details;
    }

    private static <T> Line<T> line(Detail<T> detail, Parser<T> parser) {
        return new Line<>(detail, detail(detail, parser));
    }

    record Line<T>(Detail<T> detail, Field<ServiceDefinition, Optional<T>> field) {
        Details addTo(Details details, Row row) {
            return row.get(field).map(value -> details.with(detail, value)).orElse(details);
        }
    }

    /** A list without a word takes away the image's own. */
    private static List<String> entrypoint(Object value) {
        if (value instanceof String line) {
            return line.isBlank()
                    ? List.of()
                    : text(Command.ALLOWED, Command::parse).parse(line).words();
        }
        List<String> words =
                list(Command.ALLOWED, text("must be a string", word -> word)).parse(value);
        return words.equals(List.of("")) ? List.of() : words;
    }

    private static String securityOption(Object value) {
        String option = SECURITY_OPTION.parse(value);
        if (PROFILE.matcher(option).matches()) {
            throw fault(
                    "must be seccomp=unconfined, seccomp=builtin or the JSON of a profile: the connector reads no files"
                            + " of its callers");
        }
        return option;
    }

    private static Parser<Map<String, String>> labels() {
        String ours = "io.genisys.";
        return Forms.labels(
                        "must be an object of labels, or a list of strings like NAME=value",
                        SOME.and(name -> !name.startsWith(ours) || name.equals(Protection.LABEL)),
                        "must have a name that does not begin with " + ours
                                + ", by which the connector knows its containers; only " + Protection.LABEL + " may")
                .andThen(DetailForm::protecting);
    }

    private static Map<String, String> protecting(Map<String, String> labels) {
        String value = labels.get(Protection.LABEL);
        if (value != null && Protection.of(value, Instant.EPOCH).isEmpty()) {
            throw FaultList.within("." + Protection.LABEL, fault(Protection.ALLOWED));
        }
        return labels;
    }

    private static Parser<Long> limit() {
        return Forms.number(NO_LIMIT, 999_999_999_999_999_999L);
    }

    private static ResourceLimit ulimit(Row row) {
        long soft = row.get(SOFT);
        long hard = row.get(HARD);
        boolean isInOrder = hard == NO_LIMIT || (soft != NO_LIMIT && soft <= hard);
        if (!isInOrder) {
            throw FaultList.within("soft", fault("must be at most hard"));
        }
        return new ResourceLimit(soft, hard);
    }

    private static String capability(Object value) {
        return scalar("must be a capability such as NET_ADMIN", text -> Optional.of(
                                text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", ""))
                        .filter(CAPABILITIES::contains))
                .parse(value);
    }

    private static Parser<String> namespace(String... words) {
        Parser<String> parser = oneOf(words);
        return value -> {
            if (value instanceof String text && (text.startsWith("service:") || text.startsWith("container:"))) {
                throw fault("cannot be that of another container, which may run on another host; allowed: "
                        + String.join(", ", words));
            }
            return parser.parse(value);
        };
    }

    private static PullPolicy pullPolicy(Object value) {
        String word = oneOf("always", "missing", "if_not_present", "never").parse(value);
        return word.equals("if_not_present") ? PullPolicy.MISSING : PullPolicy.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
