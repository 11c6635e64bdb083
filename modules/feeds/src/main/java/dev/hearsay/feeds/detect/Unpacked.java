package dev.hearsay.feeds.detect;

import dev.hearsay.feeds.ReadLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is packed and what comes out of it, and stops a bomb. */
final class Unpacked {
    private Unpacked() {}

    /** More came out than any honest archive holds. */
    static final class RatioException extends IOException {
        RatioException(String message) {
            super(message);
        }
    }

    /** Bytes that go into the unpacker. */
    static final class Packed extends FilterInputStream {
        private long count;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            count += Math.max(0, n);
            return n;
        }

        /**
         * GZIPInputStream takes a stream without available bytes for ended, and would drop the further members of a packed
         * file that comes through a pipe.
         */
        @Override
        public int available() throws IOException {
            int known = in.available();
            if (known > 0) {
                return known;
            }
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? 0 : 1;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** Bytes that come out of it. */
    static final class Bounded extends FilterInputStream {
        private final Packed packed;
        private final ReadLimits limits;
        private long count;

        Bounded(InputStream unpacker, Packed packed, ReadLimits limits) {
            super(unpacker);
            this.packed = packed;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            count += Math.max(0, n);
            if (count > limits.unpackGrace() && count / limits.unpackRatio() > packed.count) {
                throw new RatioException("one packed byte gives more than " + limits.unpackRatio()
                        + " unpacked ones: taken for a bomb after " + count + " bytes");
            }
            return n;
        }

        /** The unpacker goes on to the next file. */
        @Override
        public void close() {
            // Left open on purpose.
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
