package dev.hearsay.feeds.detect;

import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.ninjs.NinjsReader;
import dev.hearsay.feeds.plaintext.PlainTextReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The one way in: any stream of any format, packed or not, to articles and refusals, in the order of the stream.
 *
 * <p>Every fault of a document, of its packing or of the stream is a {@link Parsed.Refused}; only what the consumer
 * throws comes out. Memory is bounded by {@link dev.hearsay.feeds.ReadLimits#documentBytes}, whatever the stream holds:
 * files of lines are read line by line.
 */
public final class ArticleReader {
    private static final int MOST_LAYERS = 3;

    private ArticleReader() {}

    /** Reads a stream to its end (or to where it breaks); the caller closes it. */
    public static void read(InputStream in, ReadOptions options, Consumer<Parsed> into) {
        Origin origin = Origin.of(options.source());
        try {
            read(in, options, origin, 0, into);
        } catch (IOException e) {
            into.accept(unreadable(origin, e));
        }
    }

    private static void read(InputStream raw, ReadOptions options, Origin origin, int layer, Consumer<Parsed> into)
            throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, FormatDetector.WINDOW);
        byte[] head = head(in);
        if (head.length >= 2 && head[0] == (byte) 0x1F && head[1] == (byte) 0x8B) {
            if (layer >= MOST_LAYERS) {
                into.accept(new Parsed.Refused(origin, Refusal.TOO_LARGE, "packed more than " + layer + " times"));
                return;
            }
            Unpacked.Packed packed = new Unpacked.Packed(in);
            InputStream unpacked =
                    new Unpacked.Bounded(new GZIPInputStream(packed, 64 * 1024), packed, options.limits());
            read(unpacked, options, origin, layer + 1, into);
            return;
        }
        Optional<Format> format = options.format().or(() -> FormatDetector.detect(head, head.length, options.source()));
        if (format.isEmpty()) {
            into.accept(new Parsed.Refused(
                    origin, Refusal.UNKNOWN_FORMAT, "no format that is read here: " + Format.labels()));
            return;
        }
        switch (format.get()) {
            case NINJS_LINES -> lines(in, options, origin, into);
            case NINJS -> {
                byte[] document = document(in, options, origin, into);
                if (document.length > 0) {
                    new NinjsReader(options).documents(document, origin, into);
                }
            }
            case TEXT -> {
                byte[] document = document(in, options, origin, into);
                if (document.length > 0) {
                    into.accept(new PlainTextReader(options).document(document, origin));
                }
            }
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(FormatDetector.WINDOW);
        byte[] head = in.readNBytes(FormatDetector.WINDOW);
        in.reset();
        return head;
    }

    private static void lines(InputStream in, ReadOptions options, Origin origin, Consumer<Parsed> into) {
        NinjsReader reader = new NinjsReader(options);
        LineSplitter lines = new LineSplitter(in, options.limits().documentBytes());
        while (true) {
            try {
                if (!lines.next()) {
                    return;
                }
            } catch (IOException e) {
                into.accept(unreadable(origin.at(lines.number() + 1), e));
                return;
            }
            if (lines.blank()) {
                continue;
            }
            Origin at = origin.at(lines.number());
            into.accept(
                    lines.tooLong()
                            ? tooLarge(at, "a line of " + lines.fullLength(), options)
                            : reader.line(lines.bytes(), lines.length(), at));
        }
    }

    /** The whole document; empty if it was refused. */
    private static byte[] document(InputStream in, ReadOptions options, Origin origin, Consumer<Parsed> into)
            throws IOException {
        int limit = options.limits().documentBytes();
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            into.accept(tooLarge(origin, "more than " + limit, options));
            return new byte[0];
        }
        if (bytes.length == 0) {
            into.accept(new Parsed.Refused(origin, Refusal.INCOMPLETE, "it is empty"));
        }
        return bytes;
    }

    private static Parsed tooLarge(Origin origin, String size, ReadOptions options) {
        return new Parsed.Refused(
                origin,
                Refusal.TOO_LARGE,
                size + " bytes; the limit is " + options.limits().documentBytes());
    }

    private static Parsed unreadable(Origin origin, IOException fault) {
        if (fault instanceof Unpacked.RatioException) {
            return new Parsed.Refused(origin, Refusal.TOO_LARGE, String.valueOf(fault.getMessage()));
        }
        String why = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return new Parsed.Refused(origin, Refusal.UNREADABLE, "cannot be read to its end: " + why);
    }
}
