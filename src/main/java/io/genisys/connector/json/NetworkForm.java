package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.map;
import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.model.NetworkLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The fields of a definition that are about networks and names. */
final class NetworkForm {
    static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}";
    private static final String NAME_ALLOWED = "must be the name of a network: letters, digits, '_', '.', '-'";
    private static final String ALLOWED = "must be a list of names of networks, or an object of them";
    private static final String HOSTS_ALLOWED = "must be like \"name:10.0.0.2\"; the address may be host-gateway";
    private static final Predicate<String> IS_NAME = Pattern.compile(NAME).asMatchPredicate();
    private static final Predicate<String> IS_HOST =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})").asMatchPredicate();
    private static final Set<String> OF_ENGINE = Set.of("host", "none", "bridge");
    /** What Docker makes of these names is no network of one's own. */
    private static final Set<String> MODES = Set.of("host", "none", "default");

    private static final Field<NetworkLink, Optional<List<String>>> ALIASES = optional(
            "aliases",
            Forms.several("must be a list of names", Forms.word("must be a name", "[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}")),
            link -> Optional.empty());
    private static final Field<NetworkLink, Optional<String>> IPV4 =
            optional("ipv4_address", Addresses.ipv4(), link -> Optional.empty());
    private static final Field<NetworkLink, Optional<String>> IPV6 =
            optional("ipv6_address", Addresses.ipv6(), link -> Optional.empty());
    private static final Table<NetworkLink> LINK = new Table<>("a network of a service", ALIASES, IPV4, IPV6);

    private NetworkForm() {}

    static Parser<Map<String, NetworkLink>> networks() {
        Parser<NetworkLink> link = LINK.parser(
                "must be an object with aliases, ipv4_address or ipv6_address, or null",
                row -> new NetworkLink(row.get(ALIASES).orElse(List.of()), row.get(IPV4), row.get(IPV6)));
        Parser<Map<String, NetworkLink>> map =
                map(ALLOWED, IS_NAME, NAME_ALLOWED, value -> value == null ? NetworkLink.PLAIN : link.parse(value));
        Parser<List<String>> list = list(ALLOWED, Forms.word(NAME_ALLOWED, NAME));
        return value -> checked(value instanceof List<?> ? plain(list.parse(value)) : map.parse(value));
    }

    private static Map<String, NetworkLink> plain(List<String> names) {
        Map<String, NetworkLink> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, NetworkLink.PLAIN));
        return all;
    }

    private static Map<String, NetworkLink> checked(Map<String, NetworkLink> networks) {
        FaultList faults = new FaultList();
        for (String name : networks.keySet()) {
            if (MODES.contains(name)) {
                faults.add(name, "is no network with a name of its own; network_mode may be host, none or bridge");
            }
        }
        faults.refuse();
        return networks;
    }

    static Parser<String> mode() {
        return value -> {
            if (value instanceof String text && (text.startsWith("service:") || text.startsWith("container:"))) {
                throw fault("must be host, none or bridge: containers of a service may run on different hosts, so they"
                        + " cannot share the network of another container");
            }
            return scalar("must be host, none or bridge; write networks for any other", text -> Optional.of(text)
                            .filter(OF_ENGINE::contains))
                    .parse(value);
        };
    }

    /**
     * A list of {@code name:address} or {@code name=address}, or an object; in the order in which they were written.
     */
    static Parser<List<String>> extraHosts() {
        Parser<List<String>> list = list("must be a list or an object of hosts", NetworkForm::extraHost);
        Parser<Map<String, List<String>>> map = map(
                "must be a list or an object of hosts",
                IS_HOST,
                "must be the name of a host",
                Forms.oneOrMore("must be an address or a list of them", Forms.text("must be an address")));
        return value -> {
            if (!(value instanceof Map<?, ?>)) {
                return List.copyOf(new LinkedHashSet<>(list.parse(value)));
            }
            List<String> all = new ArrayList<>();
            FaultList faults = new FaultList();
            map.parse(value)
                    .forEach((name, addresses) -> addresses.forEach(
                            address -> faults.<String>read(name, name + ":" + address, NetworkForm::extraHost)
                                    .ifPresent(all::add)));
            faults.refuse();
            return all;
        };
    }

    private static String extraHost(Object value) {
        String text = value instanceof String given ? given : "";
        String[] parts = text.split("[:=]", 2);
        String address = parts.length < 2 ? "" : parts[1].replaceAll("^\\[(.*)]$", "$1");
        if (!IS_HOST.test(parts[0]) || !(Addresses.is(address) || address.equals("host-gateway"))) {
            throw fault(HOSTS_ALLOWED);
        }
        return parts[0] + ":" + address;
    }
}
