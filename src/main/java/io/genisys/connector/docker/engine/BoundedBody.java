package io.genisys.connector.docker.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of which no part may be so long that it fills the memory. */
final class BoundedBody extends FilterInputStream {
    /** Of one container, image or event: a thousand times what is usual. */
    static final long MOST_AT_ONCE = 4 * 1024 * 1024;

    private long read;

    /** @param body may be null, which is an empty one */
    BoundedBody(InputStream body) {
        super(body == null ? InputStream.nullInputStream() : body);
    }

    /** The next part begins. */
    void restart() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int some = super.read(bytes, offset, length);
        count(some);
        return some;
    }

    /** Nothing: an answer that was not read to its end is ended by its response, and not read on here. */
    @Override
    public void close() {}

    private void count(int more) {
        read += Math.max(0, more);
        NullAnswer.refuseUnless(read <= MOST_AT_ONCE);
    }
}
