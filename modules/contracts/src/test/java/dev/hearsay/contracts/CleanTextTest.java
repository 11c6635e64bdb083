package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void nulAndLoneSurrogatesAreReplaced() {
        assertThat(CleanText.of("a\0b")).isEqualTo("a\uFFFDb");
        assertThat(CleanText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(CleanText.of("a\uDE00b")).isEqualTo("a\uFFFDb");
        assertThat(CleanText.of("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(CleanText.of("\uD83D\uD83D\uDE00\uD83D")).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
    }

    @Test
    void whatIsCleanStays() {
        String text = "Ève said “no” 😀\t\n\u0001";

        assertThat(CleanText.of(text)).isEqualTo(text);
        assertThat(CleanText.of("")).isEmpty();
        String plain = "no surrogate here";
        assertThat(CleanText.of(plain)).isSameAs(plain);
    }

    /** Spans count code points: cleaning must not move them. */
    @Property
    void cleaningKeepsEveryPositionAndSurvivesUtf8(@ForAll("text") String text) {
        String clean = CleanText.of(text);

        assertThat(clean).hasSameSizeAs(text).doesNotContain("\0");
        assertThat(clean.codePointCount(0, clean.length())).isEqualTo(text.codePointCount(0, text.length()));
        assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(clean);
        assertThat(CleanText.of(clean)).isEqualTo(clean);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.of(List.of('\0', '\uD83D', '\uDE00', '\uDBFF', '\uDFFF', 'a', 'é', '\uFFFD'))
                .list()
                .ofMaxSize(12)
                .map(chars -> {
                    StringBuilder out = new StringBuilder();
                    chars.forEach(out::append);
                    return out.toString();
                });
    }
}
