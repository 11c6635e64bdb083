package dev.hearsay.feeds.warc;

import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.html.HtmlReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageBody;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;

/**
 * Reads the HTML pages of a web archive, record by record, in constant memory. A page was last changed, for all that an
 * archive knows, when it was captured. Redirects, errors, images, revisits and requests are passed over.
 */
public final class WarcStories {
    private static final int OK = 200;

    private final ReadOptions options;

    /** A reader with these options. */
    public WarcStories(ReadOptions options) {
        this.options = options;
    }

    /** Reads the archive to its end, or to where it breaks. */
    public void pages(InputStream in, Origin origin, Consumer<Parsed> into) {
        long records = 0;
        long pages = 0;
        try (WarcReader reader = new WarcReader(in)) {
            reader.setLenient(true);
            for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records++;
                if (next.get() instanceof WarcCaptureRecord capture && page(capture, origin.entry(records), into)) {
                    pages++;
                }
            }
            if (pages == 0) {
                into.accept(new Parsed.Refused(
                        origin, Refusal.INCOMPLETE, "none of its " + records + " records is an HTML page"));
            }
        } catch (IOException | RuntimeException e) {
            into.accept(new Parsed.Refused(
                    origin.entry(records + 1), Refusal.UNREADABLE, "the archive breaks off here: " + sentence(e)));
        }
    }

    /** Whether the record is a page; a record that is broken in itself is refused, and the archive goes on. */
    private boolean page(WarcCaptureRecord capture, Origin origin, Consumer<Parsed> into) throws IOException {
        MediaType type;
        MessageBody body;
        try {
            if (capture instanceof WarcResponse response && isHttp(response)) {
                if (response.http().status() != OK) {
                    return false;
                }
                type = response.http().contentType();
                body = response.http().bodyDecoded();
            } else if (capture instanceof WarcResource) {
                type = capture.contentType();
                body = capture.body();
            } else {
                return false;
            }
        } catch (IllegalArgumentException e) {
            into.accept(new Parsed.Refused(origin, Refusal.MALFORMED, "the record is broken: " + sentence(e)));
            return true;
        }
        if (!type.base().equals(MediaType.HTML) && !type.base().equals(MediaType.XHTML)) {
            return false;
        }
        int limit = options.limits().documentBytes();
        byte[] bytes = body.stream().readNBytes(limit + 1);
        if (bytes.length > limit) {
            into.accept(new Parsed.Refused(
                    origin, Refusal.TOO_LARGE, "a page of more than " + limit + " bytes; the limit is " + limit));
            return true;
        }
        ReadOptions captured = options.withModified(capture.date());
        into.accept(new HtmlReader(captured)
                .document(
                        bytes,
                        Optional.ofNullable(type.parameters().get("charset")),
                        Optional.of(capture.target()),
                        origin));
        return true;
    }

    private static boolean isHttp(WarcResponse response) {
        String target = response.target().toLowerCase(Locale.ROOT);
        return target.startsWith("http:") || target.startsWith("https:");
    }

    private static String sentence(Throwable e) {
        return e instanceof EOFException || e.getMessage() == null ? "a record is cut short" : e.getMessage();
    }
}
