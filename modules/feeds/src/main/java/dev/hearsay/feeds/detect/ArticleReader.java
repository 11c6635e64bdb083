package dev.hearsay.feeds.detect;

import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.columns.JsonLinesReader;
import dev.hearsay.feeds.columns.TableReader;
import dev.hearsay.feeds.html.HtmlReader;
import dev.hearsay.feeds.newsml.NewsmlReader;
import dev.hearsay.feeds.ninjs.NinjsReader;
import dev.hearsay.feeds.nitf.NitfReader;
import dev.hearsay.feeds.plaintext.PlainTextReader;
import dev.hearsay.feeds.syndication.SyndicationReader;
import dev.hearsay.feeds.warc.WarcStories;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The one way in: any stream of any format, packed or not, to articles and refusals, in the order of the stream.
 *
 * <p>Every fault of a document, of its packing or of the stream is a {@link Parsed.Refused}; only what the consumer
 * throws comes out. Memory is bounded by {@link dev.hearsay.feeds.ReadLimits#documentBytes}, whatever the stream holds:
 * files of lines, tables and web archives are read piece by piece.
 */
public final class ArticleReader {
    private static final int MOST_LAYERS = 3;

    private final Consumer<Parsed> into;

    private ArticleReader(Consumer<Parsed> into) {
        this.into = into;
    }

    /** Reads a stream to its end (or to where it breaks); the caller closes it. */
    public static void read(InputStream in, ReadOptions options, Consumer<Parsed> into) {
        new ArticleReader(into).read(in, options, 0);
    }

    private void read(InputStream in, ReadOptions options, int layer) {
        Origin origin = Origin.of(options.source());
        try {
            unpack(in, options, origin, layer);
        } catch (IOException e) {
            into.accept(unreadable(origin, e));
        }
    }

    private void unpack(InputStream raw, ReadOptions options, Origin origin, int layer) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, FormatDetector.WINDOW);
        byte[] head = head(in);
        boolean gzip = startsWith(head, 0x1F, 0x8B);
        boolean zip = startsWith(head, 'P', 'K', 3, 4);
        if ((gzip || zip) && layer >= MOST_LAYERS) {
            into.accept(new Parsed.Refused(origin, Refusal.TOO_LARGE, "packed more than " + layer + " times"));
        } else if (gzip) {
            Unpacked.Packed packed = new Unpacked.Packed(in);
            unpack(
                    new Unpacked.Bounded(new GZIPInputStream(packed, 64 * 1024), packed, options.limits()),
                    options,
                    origin,
                    layer + 1);
        } else if (zip) {
            entries(in, options, origin, layer + 1);
        } else {
            documents(in, head, options, origin);
        }
    }

    /** Every file of an archive, as a source of its own. */
    private void entries(InputStream in, ReadOptions options, Origin origin, int layer) throws IOException {
        Unpacked.Packed packed = new Unpacked.Packed(in);
        // Names are for messages only; any bytes are a name in this encoding.
        ZipInputStream zip = new ZipInputStream(packed, StandardCharsets.ISO_8859_1);
        Unpacked.Bounded unpacked = new Unpacked.Bounded(zip, packed, options.limits());
        int entries = 0;
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (entry.isDirectory()) {
                continue;
            }
            if (++entries > options.limits().archiveEntries()) {
                into.accept(new Parsed.Refused(
                        origin,
                        Refusal.TOO_LARGE,
                        "more than " + options.limits().archiveEntries()
                                + " files in the archive: the rest is not read"));
                return;
            }
            ReadOptions own = options.withSource(options.source() + "!" + entry.getName());
            if (entry.getLastModifiedTime() != null) {
                own = own.withModified(entry.getLastModifiedTime().toInstant());
            }
            unpack(unpacked, own, Origin.of(own.source()), layer);
            // Through the bound: the rest of a refused file may be a bomb.
            unpacked.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive holds a file whose name is no text", e);
        }
    }

    private void documents(BufferedInputStream in, byte[] head, ReadOptions options, Origin origin) throws IOException {
        FormatDetector.Detected detected =
                options.format().map(FormatDetector.Detected::as).orElseGet(() -> FormatDetector.detect(head, options));
        if (detected.format().isEmpty()) {
            into.accept(new Parsed.Refused(origin, Refusal.UNKNOWN_FORMAT, detected.otherwise()));
            return;
        }
        Format format = detected.format().get();
        switch (format) {
            case NINJS_LINES -> {
                NinjsReader reader = new NinjsReader(options);
                lines(in, options, origin, reader::line);
            }
            case JSON_LINES -> {
                JsonLinesReader reader = new JsonLinesReader(options);
                lines(in, options, origin, reader::line);
            }
            case CSV -> new TableReader(options).rows(in, head, origin, into);
            case WARC -> new WarcStories(options).pages(in, origin, into);
            case NINJS, NEWSML_G2, NITF, SYNDICATION, HTML, TEXT -> {
                byte[] document = document(in, options, origin);
                if (document.length > 0) {
                    document(format, document, options, origin);
                }
            }
        }
    }

    private void document(Format format, byte[] document, ReadOptions options, Origin origin) {
        switch (format) {
            case NINJS -> new NinjsReader(options).documents(document, origin, into);
            case NEWSML_G2 -> new NewsmlReader(options).documents(document, origin, into);
            case NITF -> new NitfReader(options).documents(document, origin, into);
            case SYNDICATION -> new SyndicationReader(options).documents(document, origin, into);
            case HTML ->
                into.accept(new HtmlReader(options).document(document, Optional.empty(), Optional.empty(), origin));
            case TEXT -> into.accept(new PlainTextReader(options).document(document, origin));
            default -> throw new IllegalArgumentException(format + " is not read as a whole");
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(FormatDetector.WINDOW);
        byte[] head = in.readNBytes(FormatDetector.WINDOW);
        in.reset();
        return head;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads one line. */
    @FunctionalInterface
    private interface LineReader {
        Parsed line(byte[] buffer, int length, Origin origin);
    }

    private void lines(InputStream in, ReadOptions options, Origin origin, LineReader reader) {
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
    private byte[] document(InputStream in, ReadOptions options, Origin origin) throws IOException {
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
        String why =
                fault instanceof EOFException || fault.getMessage() == null ? "it is cut short" : fault.getMessage();
        return new Parsed.Refused(origin, Refusal.UNREADABLE, "cannot be read to its end: " + why);
    }
}
