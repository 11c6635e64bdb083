package dev.hearsay.feeds.plaintext;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.DecodedText;
import dev.hearsay.feeds.text.Paragraphs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A plain text file is a story: its id is the file's name without folder and extensions (of a stream without a file,
 * the hash of its text), its first line the headline if it is short and something follows, its version time the file's
 * time of change, its provider {@value #LOCAL} unless given.
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
        String text = decoded.text().strip();
        ArticleDraft draft = new ArticleDraft(origin, options, Format.TEXT.label())
                .documentId(id(origin.source(), text))
                .provider(options.provider().orElse(LOCAL));
        if (decoded.malformed() > 0) {
            draft.warn(
                    Kind.BAD_ENCODING, decoded.malformed() + " broken byte sequences (no UTF-8): each is U+FFFD now");
        }
        options.modified().ifPresent(draft::versionTime);
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        boolean headline = end >= 0 && first.codePointCount(0, first.length()) <= LONGEST_HEADLINE;
        List<String> paragraphs = Paragraphs.of(headline ? text.substring(end + 1) : text);
        return draft.headline(headline ? first : "").paragraphs(paragraphs).build();
    }

    private static String id(String source, String text) {
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        String stem = name.replaceFirst("(?i)(\\.(txt|text|md))?(\\.(gz|zip))?$", "");
        return stem.isBlank() || source.startsWith("<") ? hash(text) : stem;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
