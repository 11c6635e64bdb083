package dev.hearsay.feeds.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphsTest {
    @Test
    void blankLinesPartParagraphsAndWrappedLinesAreJoined() {
        assertThat(Paragraphs.of("One  line\nwrapped.\r\n \t\r\nTwo.\n\n\n"))
                .containsExactly("One line wrapped.", "Two.");
    }

    @Test
    void indentedLineStartsAParagraph() {
        assertThat(Paragraphs.of("    The first one\ngoes on.\n    The second."))
                .containsExactly("The first one goes on.", "The second.");
    }

    @Test
    void longLinesAreParagraphs() {
        String line = "A sentence of the mill story. ".repeat(6).strip();
        assertThat(Paragraphs.of(line + "\nShort one.\n" + line)).containsExactly(line, "Short one.", line);
    }

    @Test
    void shortLineThatEndsASentenceEndsAParagraph() {
        assertThat(
                        Paragraphs.of(
                                "The council of Varley met again on Tuesday evening to hear about\nthe mill.\nOdile Marrane spoke first."))
                .containsExactly(
                        "The council of Varley met again on Tuesday evening to hear about the mill.",
                        "Odile Marrane spoke first.");
    }

    @Test
    void noBreakSpacesAndZeroWidthOnesArePlainSpaces() {
        assertThat(Paragraphs.line("\uFEFFa\u00A0b\u200B  c\u0007")).isEqualTo("a b c");
    }
}
