package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * 128 bits of SHA-256: equal for equal content. It says nothing about the words, so that it may outlive them.
 *
 * <p>Two articles of one story with the same {@linkplain #ofVisible visible hash} are the same version: they agree in all
 * that an output can show, the version number included. The time of the version is left out, so that a feed which reads
 * the same document again later, and knows no better time than now, adds nothing.
 */
public record ContentHash(long high, long low) implements Comparable<ContentHash> {

    /** The hash of what the extractor reads: text and language. */
    public static ContentHash ofText(Article article) {
        return digest(new BinaryWriter(article.getText().length() + 64)
                .text(article.getText())
                .optionalText(article.getLanguage().orElse(null)));
    }

    /** The hash of all that an output can show of this version. */
    public static ContentHash ofVisible(Article article, ContentHash text) {
        boolean usable = article.getStatus() == ArticleStatus.USABLE;
        return digest(new BinaryWriter(256)
                .fixed(text.high)
                .fixed(text.low)
                .bool(usable)
                .optionalText(article.getVersion().orElse(null))
                .optionalNumber(StoryVersions.millis(article.getEmbargo()))
                .text(article.getOutlet())
                .optionalText(article.getUrl().orElse(null))
                .text(article.getHeadline()));
    }

    @Override
    public int compareTo(ContentHash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    void writeTo(BinaryWriter out) {
        out.fixed(high).fixed(low);
    }

    static ContentHash read(BinaryReader in) {
        return new ContentHash(in.fixed(), in.fixed());
    }

    private static ContentHash digest(BinaryWriter content) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(content.toBytes()));
            return new ContentHash(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
