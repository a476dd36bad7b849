package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Field.required;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.model.FileLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code secrets} and {@code configs} of a definition, in the short and the long form of Compose. */
final class FileForm {
    private static final int MOST = 100;
    private static final int MOST_PERMISSIONS = 0777;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private static final String ALLOWED = "must be the name of a file in the folder of connector.secrets, or an object"
            + " with source, target, uid, gid and mode";
    private static final String A_NAME = "must be the name of a file in the folder of connector.secrets: letters,"
            + " digits, '_', '.' or '-', the first a letter, a digit or '_', at most 128";
    private static final String A_TARGET =
            "must be a path of a file, absolute or relative, of at most 1024 characters and without . and ..";

    private static final Field<FileLink, String> SOURCE = required("source", A_NAME, name(), FileLink::source);
    private static final Field<FileLink, Optional<String>> TARGET =
            optional("target", Forms.word(A_TARGET, "\\P{Cntrl}{1,1024}").andThen(FileForm::path), FileForm::none);
    private static final Field<FileLink, Optional<Long>> UID = optional("uid", owner(), FileForm::none);
    private static final Field<FileLink, Optional<Long>> GID = optional("gid", owner(), FileForm::none);
    private static final Field<FileLink, Optional<Integer>> MODE = optional("mode", FileForm::mode, FileForm::none);
    private static final Table<FileLink> LONG = new Table<>("a file", SOURCE, TARGET, UID, GID, MODE);

    private FileForm() {}

    static Parser<List<FileLink>> parser() {
        Parser<FileLink> ofName = name().andThen(FileForm::plain);
        Parser<FileLink> ofObject = LONG.parser(
                ALLOWED,
                row -> new FileLink(row.get(SOURCE), row.get(TARGET), row.get(UID), row.get(GID), row.get(MODE)));
        Parser<List<FileLink>> all = list("must be a list of names or objects", either(Map.class, ofObject, ofName));
        return value -> {
            List<FileLink> links = all.parse(value);
            if (links.size() > MOST) {
                throw fault("must have at most " + MOST + " files");
            }
            return links;
        };
    }

    private static Parser<String> name() {
        return Forms.word(A_NAME, "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    }

    private static FileLink plain(String name) {
        return new FileLink(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Parser<Long> owner() {
        return Forms.number(0, Integer.MAX_VALUE);
    }

    /** Without what says nothing: {@code /a//b} is {@code /a/b}. */
    private static String path(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.contains("..") || parts.contains(".") || text.endsWith("/")) {
            throw fault(A_TARGET);
        }
        return text.replaceAll("/+", "/");
    }

    /** A text is octal, as people write permissions; a number is what it is, as for Compose. */
    private static int mode(Object value) {
        String allowed = "must be permissions as an octal text from \"0\" to \"0777\", or as a number";
        try {
            int bits = Integer.parseInt(String.valueOf(value), value instanceof String ? OCTAL : DECIMAL);
            if (bits >= 0 && bits <= MOST_PERMISSIONS) {
                return bits;
            }
        } catch (NumberFormatException noNumber) {
            throw fault(allowed);
        }
        throw fault(allowed);
    }

    /** Files write themselves. */
    private static Optional<Object> none(FileLink link) {
        return Optional.empty();
    }
}
