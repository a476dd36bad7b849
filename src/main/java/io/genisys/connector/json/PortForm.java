package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Field.required;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.HostPorts;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.PortSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The {@code ports} of a definition, in the short and the long form of Compose. */
final class PortForm {
    private static final String ALLOWED = "must be a port from 1 to 65535, as a number or a string, optionally with a"
            + " port of the host before it (\"80:8080\", \"127.0.0.1:80:8080\"), a range (\"8000-8003\"), and /tcp, /udp or"
            + " /sctp after it";
    private static final Pattern SHORT = Pattern.compile("(?:(?:(?<address>" + Addresses.IPV4 + "|\\[" + Addresses.IPV6
            + "]|" + Addresses.IPV6
            + "(?=:[0-9-]*:[^:]*$)):)?(?:(?<published>[0-9]{1,5}(?:-[0-9]{1,5})?)?:))?(?<target>[0-9]{1,5}(?:-[0-9]{1,5})?)"
            + "(?:/(?<protocol>(?i:tcp|udp|sctp)))?");
    /** Most are but a port of the container, which the whole form takes five times as long to see. */
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,5}");

    private static final Pattern PORTS = Pattern.compile("[0-9]{1,5}(?:-[0-9]{1,5})?");
    private static final int LAST_PORT = 65_535;
    /** Each takes a port, a proxy and rules of a firewall on the host. */
    private static final int LONGEST_RANGE = 256;

    private static final Parser<Long> PORT = Forms.number(1, LAST_PORT);

    private static final Field<PortMapping, Long> TARGET = required(
            "target", "must be a port from 1 to 65535", PORT, p -> p.port().port());
    private static final Field<PortMapping, Optional<HostPorts>> PUBLISHED =
            optional("published", PortForm::published, p -> p.published().map(HostPorts::text));
    private static final Field<PortMapping, Optional<String>> PROTOCOL =
            optional("protocol", Forms.oneOf("tcp", "udp", "sctp"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> HOST_IP =
            optional("host_ip", Addresses.either(), PortMapping::address);
    private static final Field<PortMapping, Optional<String>> MODE =
            optional("mode", Forms.oneOf("host", "ingress"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> NAME =
            optional("name", Forms.text("must be a string"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> APP_PROTOCOL =
            optional("app_protocol", Forms.text("must be a string"), p -> Optional.empty());

    private static final Table<PortMapping> LONG =
            new Table<>("a port", TARGET, PUBLISHED, PROTOCOL, HOST_IP, MODE, NAME, APP_PROTOCOL);

    private PortForm() {}

    /** Ranges become one mapping a port. */
    static Parser<List<PortMapping>> parser() {
        Parser<List<PortMapping>> ofShort = scalar(ALLOWED, PortForm::parse);
        Parser<List<PortMapping>> ofLong = LONG.parser(ALLOWED, row -> List.of(mapping(row)));
        Parser<List<List<PortMapping>>> all = list("must be a list of ports", either(Map.class, ofLong, ofShort));
        return all.andThen(mappings -> mappings.stream().flatMap(List::stream).toList());
    }

    private static PortMapping mapping(Row row) {
        return new PortMapping(
                new PortSpec(
                        row.get(TARGET).intValue(), protocol(row.get(PROTOCOL).orElse("tcp"))),
                row.get(PUBLISHED),
                row.get(HOST_IP).flatMap(Addresses::bound));
    }

    /** A port, or a range of which the engine takes one. */
    private static HostPorts published(Object value) {
        return scalar("must be a port from 1 to 65535, or a range of them", text -> Optional.of(text)
                        .filter(t -> PORTS.matcher(t).matches())
                        .map(PortForm::range))
                .parse(value);
    }

    private static PortSpec.Protocol protocol(String text) {
        return PortSpec.parse("1/" + text).protocol();
    }

    private static Optional<List<PortMapping>> parse(String text) {
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(List.of(PortMapping.of(new PortSpec(range(text).first(), PortSpec.Protocol.TCP))));
        }
        Matcher m = SHORT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String protocol =
                m.group("protocol") == null ? "tcp" : m.group("protocol").toLowerCase(Locale.ROOT);
        Optional<String> address = Optional.ofNullable(m.group("address"))
                .map(a -> a.replace("[", "").replace("]", ""))
                .flatMap(Addresses::bound);
        HostPorts targets = range(m.group("target"));
        if (targets.count() > LONGEST_RANGE) {
            throw fault("must have a range of at most " + LONGEST_RANGE + " ports of the container");
        }
        Optional<HostPorts> published =
                Optional.ofNullable(m.group("published")).map(PortForm::range);
        if (targets.count() > 1
                && published.filter(ports -> ports.count() != targets.count()).isPresent()) {
            throw fault("must have as many ports of the host as of the container, or one of the container");
        }
        return Optional.of(IntStream.range(0, targets.count())
                .mapToObj(i -> new PortMapping(
                        new PortSpec(targets.first() + i, protocol(protocol)),
                        published.map(ports -> targets.count() == 1 ? ports : HostPorts.of(ports.first() + i)),
                        address))
                .toList());
    }

    private static HostPorts range(String text) {
        String[] ends = text.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        if (first < 1 || last > LAST_PORT) {
            throw fault(ALLOWED);
        }
        if (last < first) {
            throw fault("must have a range that goes up");
        }
        return new HostPorts(first, last);
    }
}
