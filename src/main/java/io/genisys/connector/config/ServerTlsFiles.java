package io.genisys.connector.config;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.model.ServerTls;
import io.genisys.connector.yaml.WordsYaml;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code connector.tls}: {@code cert}, {@code key} and {@code client_ca}. */
final class ServerTlsFiles {
    private static final String FILE = "must be a file in PEM";

    private ServerTlsFiles() {}

    /** @param folder to which paths are relative */
    static Optional<ServerTls> read(Section keys, Path folder) {
        Optional<ServerTls> tls = keys.read("tls", in(folder));
        if (tls.flatMap(ServerTls::clientAuthority).isPresent() && !keys.isGiven("users")) {
            keys.fault("tls", "has client_ca, so connector.users must have the users whom certificates name");
        }
        return tls;
    }

    private static Parser<ServerTls> in(Path folder) {
        Parser<Path> file = Values.readableFile(folder);
        Field<ServerTls, Path> certificate = Field.required("cert", FILE, file, ServerTls::certificate);
        Field<ServerTls, Path> key = Field.required("key", FILE, file, ServerTls::key);
        Field<ServerTls, Optional<Path>> authority = Field.optional("client_ca", file, ServerTls::clientAuthority);
        Table<ServerTls> table = new Table<>("connector.tls", certificate, key, authority);
        Parser<ServerTls> parser = table.parser(
                "must have cert and key, and client_ca if callers log in by certificates",
                row -> new ServerTls(row.get(certificate), row.get(key), row.get(authority)));
        return value -> parser.parse(value instanceof String text ? WordsYaml.parse(text) : value);
    }
}
