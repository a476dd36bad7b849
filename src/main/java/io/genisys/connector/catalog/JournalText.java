package io.genisys.connector.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * The text of a journal: a head line, then one line for each record, which is eight hexadecimal digits, a space and the
 * record. The digits are a CRC-32C over those of the line before and the record, so that no line can be changed, left
 * out or moved unseen. A record has no line break in it.
 *
 * <p>A write that was cut off leaves a last line without its line break; no caller was told that such a record is kept,
 * and it is passed over. Anything else that does not add up is damage. Any leading lines, but at least two, are a valid
 * journal: what {@code head -n} leaves of a damaged one can be read.
 *
 * @param records in order, at least one; views of the bytes that were read, not copies
 * @param length of all but a cut-off last line, in bytes
 * @param check of the last line
 */
record JournalText(List<ByteBuffer> records, long length, int check) {
    private static final byte[] HEAD = "genisys-connector-catalog 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;

    /** What {@link #whole} reads as. */
    static JournalText of(ByteBuffer record) {
        return new JournalText(List.of(record), wholeLength(record), check(0, record));
    }

    /** How many bytes a journal of the first record alone has. */
    long wholeLength() {
        return wholeLength(records.get(0));
    }

    private static long wholeLength(ByteBuffer record) {
        return HEAD.length + DIGITS + record.remaining() + 2L;
    }

    /** The bytes of a journal of one record. */
    static byte[] whole(byte[] record) {
        byte[] line = line(0, record);
        return ByteBuffer.allocate(HEAD.length + line.length)
                .put(HEAD)
                .put(line)
                .array();
    }

    /** @param before the check of the line before, 0 for the first record */
    static byte[] line(int before, byte[] record) {
        byte[] digits = digits(check(before, ByteBuffer.wrap(record)));
        return ByteBuffer.allocate(DIGITS + record.length + 2)
                .put(digits)
                .put((byte) ' ')
                .put(record)
                .put((byte) '\n')
                .array();
    }

    private static byte[] digits(int check) {
        return HexFormat.of().toHexDigits(check).getBytes(StandardCharsets.US_ASCII);
    }

    static int check(int before, ByteBuffer record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(before).flip());
        crc.update(record.duplicate());
        return (int) crc.getValue();
    }

    static JournalText parse(byte[] bytes) throws DamagedException {
        if (!Arrays.equals(bytes, 0, Math.min(bytes.length, HEAD.length), HEAD, 0, HEAD.length)) {
            throw new DamagedException("its line 1 is not that of a catalog which this release reads");
        }
        List<ByteBuffer> records = new ArrayList<>();
        int check = 0;
        int start = HEAD.length;
        for (int end = lineEnd(bytes, start); end < bytes.length; end = lineEnd(bytes, start)) {
            ByteBuffer record = record(check, bytes, start, end).orElseThrow(damagedAfter(records));
            records.add(record);
            check = check(check, record);
            start = end + 1;
        }
        // the first record was whole before the file got its name; a whole line that ends in another byte was written
        if (records.isEmpty() || record(check, bytes, start, bytes.length - 1).isPresent()) {
            throw damagedAfter(records).get();
        }
        return new JournalText(List.copyOf(records), start, check);
    }

    /** The record of the line from start to before end, if it has one. */
    private static Optional<ByteBuffer> record(int before, byte[] bytes, int start, int end) {
        if (end - start <= DIGITS) {
            return Optional.empty();
        }
        int from = start + DIGITS + 1;
        ByteBuffer record = ByteBuffer.wrap(bytes, from, end - from).slice();
        byte[] digits = digits(check(before, record));
        boolean isWhole =
                Arrays.equals(digits, 0, DIGITS, bytes, start, start + DIGITS) && bytes[start + DIGITS] == ' ';
        return isWhole ? Optional.of(record) : Optional.empty();
    }

    private static int lineEnd(byte[] bytes, int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static Supplier<DamagedException> damagedAfter(List<ByteBuffer> records) {
        return () -> new DamagedException(
                "its line " + (records.size() + 2) + " is corrupt (wrong checksum); the lines before it are intact");
    }
}
