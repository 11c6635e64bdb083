package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Reads a document in a test, at a fixed time. */
public final class Reading {
    public static final Instant NOW = Instant.parse("2031-05-06T12:00:00Z");

    private Reading() {}

    public static ReadOptions options(String source) {
        return ReadOptions.of(source).withReadAt(NOW);
    }

    public static List<Parsed> all(byte[] bytes, ReadOptions options) {
        List<Parsed> all = new ArrayList<>();
        ArticleReader.read(new ByteArrayInputStream(bytes), options, all::add);
        return all;
    }

    public static List<Parsed> all(String text, ReadOptions options) {
        return all(text.getBytes(StandardCharsets.UTF_8), options);
    }

    public static Parsed.Accepted accepted(String text) {
        return accepted(text, options("wire.json"));
    }

    public static Parsed.Accepted accepted(String text, ReadOptions options) {
        List<Parsed> all = all(text, options);
        assertThat(all).hasSize(1);
        assertThat(all.get(0)).isInstanceOf(Parsed.Accepted.class);
        return (Parsed.Accepted) all.get(0);
    }

    public static Article article(String text) {
        return accepted(text).article();
    }

    public static Parsed.Refused refused(String text) {
        return refused(text.getBytes(StandardCharsets.UTF_8), options("wire.json"));
    }

    public static Parsed.Refused refused(byte[] bytes, ReadOptions options) {
        List<Parsed> all = all(bytes, options);
        assertThat(all).hasSize(1);
        assertThat(all.get(0)).isInstanceOf(Parsed.Refused.class);
        return (Parsed.Refused) all.get(0);
    }

    public static List<Warning.Kind> warnings(Parsed.Accepted accepted) {
        return accepted.warnings().stream().map(Warning::kind).toList();
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
