package dev.hearsay.feeds.plaintext;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.ContentHash;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.DecodedText;
import dev.hearsay.feeds.text.Paragraphs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plain text file is a story: its id is the file's name without folder and extensions (of a stream without a file,
 * the hash of its text), its first line the headline if it is short and something follows, its version time the file's
 * time of change, its provider {@value #LOCAL} unless given. Front matter, where there is one, wins: {@code id}, {@code version}, {@code updated},
 * {@code created}, {@code published} or {@code date}, {@code embargo}, {@code status}, {@code provider}, {@code outlet},
 * {@code language}, {@code byline} or {@code author}, {@code url}, {@code note}, {@code headline} or {@code title}.
 */
public final class PlainTextReader {
    /** Provider of texts that nobody claims. */
    public static final String LOCAL = "local";

    private static final int LONGEST_HEADLINE = 200;

    private final ReadOptions options;

    /** A reader with these options. */
    public PlainTextReader(ReadOptions options) {
        this.options = options;
    }

    /** The story in this text. */
    public Parsed document(byte[] bytes, Origin origin) {
        DecodedText decoded = DecodedText.utf8(bytes);
        FrontMatter matter = FrontMatter.of(decoded.text().strip());
        Map<String, String> fields = matter.fields();
        String text = matter.text().strip();
        ArticleDraft draft = new ArticleDraft(origin, options, Format.TEXT.label())
                .documentId(fields.getOrDefault("id", id(origin.source(), text)))
                .provider(fields.getOrDefault("provider", options.provider().orElse(LOCAL)))
                .outlet(fields.get("outlet"))
                .version(fields.get("version"))
                .firstCreated(fields.get("created"))
                .published(first(fields, "published", "date"))
                .embargo(fields.get("embargo"))
                .status(fields.get("status"))
                .url(fields.get("url"))
                .language(first(fields, "language", "lang"))
                .byline(first(fields, "byline", "author"))
                .editorsNote(fields.get("note"));
        if (decoded.malformed() > 0) {
            draft.warn(
                    Kind.BAD_ENCODING, decoded.malformed() + " broken byte sequences (no UTF-8): each is U+FFFD now");
        }
        String updated = first(fields, "updated", "version-time");
        if (updated != null) {
            draft.versionTime(updated);
        } else {
            options.modified().ifPresent(draft::versionTime);
        }
        String named = first(fields, "headline", "title");
        if (named != null) {
            return draft.headline(named).paragraphs(Paragraphs.of(text)).build();
        }
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        boolean headline = end >= 0 && first.codePointCount(0, first.length()) <= LONGEST_HEADLINE;
        List<String> paragraphs = Paragraphs.of(headline ? text.substring(end + 1) : text);
        return draft.headline(headline ? first : "").paragraphs(paragraphs).build();
    }

    private static @Nullable String first(Map<String, String> fields, String name, String other) {
        String value = fields.get(name);
        return value != null ? value : fields.get(other);
    }

    private static String id(String source, String text) {
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        String stem = name.replaceFirst("(?i)(\\.(txt|text|md))?(\\.(gz|zip))?$", "");
        return stem.isBlank() || source.startsWith("<") ? ContentHash.of(text) : stem;
    }
}
