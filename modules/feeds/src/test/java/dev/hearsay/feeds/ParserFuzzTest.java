package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Every parser, by the documents of the conformance kit with bytes changed, cut, doubled and mixed: each is read or
 * refused with a reason, and nothing is thrown. Each folder of the kit is a format.
 */
class ParserFuzzTest {
    /** Documents by format; the slow machine of a build server reads any of them in far less. */
    private static final long LONGEST_MS = 5_000;

    private static final Map<String, List<byte[]>> DOCUMENTS = documents();
    private static final String MARKS = "{}[]\",:0\\\n<>&;/!-='?\u0000\u001f";

    private static Map<String, List<byte[]>> documents() {
        Map<String, List<byte[]>> all = new TreeMap<>();
        try {
            for (Path file : ConformanceTest.documents()) {
                all.computeIfAbsent(file.getParent().getFileName().toString(), f -> new ArrayList<>())
                        .add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    @Provide
    Arbitrary<String> formats() {
        return Arbitraries.of(new TreeMap<>(DOCUMENTS).keySet());
    }

    @Property(tries = 4_000)
    void mutatedDocumentsAreReadOrRefused(@ForAll("formats") String format, @ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> originals = DOCUMENTS.get(format);
        byte[] bytes = originals.get(random.nextInt(originals.size()));
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            bytes = mutated(bytes, originals.get(random.nextInt(originals.size())), random);
        }
        ReadOptions options = ReadOptions.of("fuzz" + (random.nextInt(4) == 0 ? "." + format : ""))
                .withReadAt(Reading.NOW)
                .withProfiles(ProviderProfiles.bundled());
        if (random.nextInt(4) == 0) {
            options = options.withFormat(
                    Format.named(format).orElse(Format.values()[random.nextInt(Format.values().length)]));
        }
        long start = System.nanoTime();
        List<Parsed> all = new ArrayList<>();
        ArticleReader.read(new ByteArrayInputStream(bytes), options, all::add);
        assertThat((System.nanoTime() - start) / 1_000_000)
                .as("milliseconds for %d bytes", bytes.length)
                .isLessThan(LONGEST_MS);
        for (Parsed parsed : all) {
            if (parsed instanceof Parsed.Accepted accepted) {
                assertThat(accepted.article().getText()).doesNotContain("\u0000");
                assertThat(accepted.article().getStoryId()).contains(":");
            } else {
                assertThat(((Parsed.Refused) parsed).reason()).isNotBlank().doesNotContain("\n", "Exception");
            }
        }
    }

    private static byte[] mutated(byte[] bytes, byte[] other, Random random) {
        if (bytes.length == 0) {
            return other;
        }
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
        byte[] copy = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) MARKS.charAt(random.nextInt(MARKS.length()));
            case 2 -> copy = joined(bytes, 0, at, bytes, to, bytes.length);
            case 3 -> copy = joined(bytes, 0, to, bytes, at, bytes.length);
            case 4 -> {
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                copy = joined(bytes, 0, at, other, from, other.length);
            }
            default -> {
                byte[] piece = List.of(
                                "]]>",
                                "<!--",
                                "<![CDATA[",
                                "&lol;",
                                "&#x0;",
                                "</p>",
                                "\uFFFF",
                                "\"\"",
                                "<!DOCTYPE x [",
                                "WARC/1.0\r\n")
                        .get(random.nextInt(10))
                        .getBytes(StandardCharsets.UTF_8);
                copy = joined(
                        joined(bytes, 0, at, piece, 0, piece.length), 0, at + piece.length, bytes, at, bytes.length);
            }
        }
        return copy;
    }

    private static byte[] joined(byte[] first, int a, int b, byte[] second, int c, int d) {
        byte[] all = new byte[b - a + d - c];
        System.arraycopy(first, a, all, 0, b - a);
        System.arraycopy(second, c, all, b - a, d - c);
        return all;
    }
}
