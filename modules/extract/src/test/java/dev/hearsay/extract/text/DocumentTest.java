package dev.hearsay.extract.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Orla's plan didn't work.            | Orla 's plan did n't work .
            They\u2019ll pay the workers\u2019 fees. | They \u2019ll pay the workers \u2019 fees .
            Mr. T. J. Varn of Orlena Inc. left. | Mr. T. J. Varn of Orlena Inc. left .
            The U.K. vote at 9 a.m. cost $1,900.50 (5%). | The U.K. vote at 9 a.m. cost $ 1,900.50 ( 5 % ) .
            A Velmora-based, anti-Varrick well-known group | A Velmora - based , anti - Varrick well-known group
            Write to a@orlena.com or @orla_v #now http://x.example/a?b=c. | Write to a@orlena.com or @orla_v #now http://x.example/a?b=c .
            ``Go,'' he said--twice... in the '90s. | `` Go , '' he said -- twice ... in the '90s .
            R&D and 24/7 at 10:30, then 2.5 vs. 3 | R&D and 24/7 at 10:30 , then 2.5 vs. 3
            It was no. No way. No. 5 is. | It was no . No way . No. 5 is .
            """)
    void wordsAndMarksAreTokens(String text, String expected) {
        assertThat(String.join(" ", forms(Document.of(text)))).isEqualTo(expected);
    }

    @Test
    void sentencesEndAtStopsButNotAtTitlesAndInitials() {
        assertThat(sentences(
                        "Gov. A. B. Orl met Dr. Tam in the U.S. Senate at 5 p.m. on Monday. \"Why now?\" she asked. "
                                + "He left. \u201CGo.\u201D Then \u2026 nothing. They met in the U.S. The end."))
                .containsExactly(
                        "Gov. A. B. Orl met Dr. Tam in the U.S. Senate at 5 p.m. on Monday.",
                        "\"Why now?\" she asked.",
                        "He left.",
                        "\u201CGo.\u201D",
                        "Then \u2026 nothing.",
                        "They met in the U.S.",
                        "The end.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A <\"Go,\"> he said. <\"Now.\"> B",
                "A <\u201CGo, \u2018my\u2019 dear,\u201D> he said. <\u201CNow.\u201D>",
                "A <``Go,''> he said. <``Now.''> B",
                "A <''Go,''> he said. <''Now.''> B",
                "He called <\u2018the players\u2019 union\u2019> weak, the players\u2019 fee low.",
                "The board's <'final offer'> wasn't 6'2\" tall.",
                "He is <\u00ABle chef\u00BB> and <\u201Eder Chef\u201C> too.",
            })
    void quotationsRunFromMarkToMark(String marked) {
        Document document = Document.of(marked.replace("<", "").replace(">", ""));
        StringBuilder found = new StringBuilder();
        int from = 0;
        for (Quotation quotation : document.quotations()) {
            assertThat(quotation.closed()).isTrue();
            int start = document.start(quotation.start());
            int end = document.end(quotation.end() - 1);
            found.append(document.text(), from, start)
                    .append('<')
                    .append(document.text(), start, end)
                    .append('>');
            from = end;
        }
        assertThat(found.append(document.text().substring(from))).hasToString(marked);
    }

    @Test
    void aQuotationThatIsReopenedInTheNextParagraphGoesOn() {
        Document document = Document.of(
                "Title\n\n\u201COne.\n\n\u201CTwo \u2018three\u2019.\u201D\n\n\u201CLost, he said.\n\nEnd.");
        assertThat(document.quotations())
                .extracting(Quotation::closed, Quotation::continued)
                .containsExactly(Tuple.tuple(false, true), Tuple.tuple(true, false), Tuple.tuple(false, false));
        assertThat(document.quoteDepth(6)).isEqualTo(2);
    }

    @Test
    void whatIsNotTheStoryIsMarked() {
        Document document = Document.of("""
                Home WORLD-NEWS Mayor of Orlena was not...

                Mayor of Orlena was not there

                By Ada Kourt and Bo Lind

                ORLENA, Nov 9 (Meridian Wire) - The mayor was not there. He said so.

                Read more: the mayor's diary

                Ada Kourt/Getty Images

                (Reporting by Ada Kourt; Editing by Bo Lind)

                (Except for the headline, this story has not been edited by our staff and is published from a syndicated feed.)

                \u00A9 2026 Meridian Wire. All rights reserved.

                Please enter your comment!
                Please enter your name here
                """);
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < document.paragraphs(); p++) {
            parts.add(document.part(p));
        }
        assertThat(parts)
                .containsExactly(
                        Part.NAVIGATION,
                        Part.HEADLINE,
                        Part.BYLINE,
                        Part.STORY,
                        Part.NAVIGATION,
                        Part.PHOTO,
                        Part.CREDITS,
                        Part.NOTICE,
                        Part.NOTICE,
                        Part.FORM,
                        Part.FORM);
        assertThat(document.form(document.bodyStart(3))).isEqualTo("The");
    }

    @Test
    void linesWrappedAtAColumnAreOneParagraph() {
        Document wrapped = Document.of("one two three\nfour five\nsix seven\neight nine\nten.\n\nNext one.");
        assertThat(wrapped.paragraphs()).isEqualTo(2);
        assertThat(Document.of("One.\nTwo.\nThree.").paragraphs()).isEqualTo(3);
    }

    @Test
    void offsetsAreCodePoints() {
        Document document = Document.of("\uD83D\uDE00 Go \uD83D\uDE00\uD83D\uDE00 now");
        assertThat(forms(document)).containsExactly("\uD83D\uDE00", "Go", "\uD83D\uDE00", "\uD83D\uDE00", "now");
        assertThat(document.start(4)).isEqualTo(8);
        assertThat(document.end(4)).isEqualTo(11);
    }

    @Property(tries = 2000)
    void everyTextIsCoveredInOrder(@ForAll("texts") String text) {
        Document document = Document.of(text);
        int end = 0;
        int units = 0;
        for (int i = 0; i < document.size(); i++) {
            assertThat(document.start(i)).isGreaterThanOrEqualTo(end);
            assertThat(document.end(i)).isGreaterThan(document.start(i));
            int from = text.offsetByCodePoints(0, document.start(i));
            int to = text.offsetByCodePoints(0, document.end(i));
            assertThat(text.substring(from, to)).isEqualTo(document.form(i));
            assertThat(text.substring(units, from).codePoints().allMatch(Tokenizer::space))
                    .isTrue();
            end = document.end(i);
            units = to;
        }
        assertThat(text.substring(units).codePoints().allMatch(Tokenizer::space))
                .isTrue();
        for (int s = 0; s < document.sentences(); s++) {
            assertThat(document.sentenceEnd(s)).isGreaterThan(document.sentenceStart(s));
            assertThat(document.paragraphOf(document.sentenceStart(s)))
                    .isEqualTo(document.paragraphOf(document.sentenceEnd(s) - 1));
        }
        int last = 0;
        for (Quotation quotation : document.quotations()) {
            assertThat(quotation.start()).isGreaterThanOrEqualTo(last);
            assertThat(quotation.end()).isGreaterThan(quotation.start());
            last = quotation.end();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\"",
                "\u201C",
                "\u201D",
                "'",
                "\u2018",
                "\u2019",
                "''",
                "``",
                ".",
                ",",
                "Mr.",
                "U.S.",
                "a-b",
                "Orla",
                "said",
                "\n",
                "\n\n",
                " ",
                " ",
                " ",
                "--",
                "\uD83D\uDE00",
                "\uD83D",
                "\u0301",
                "\u0000",
                "9",
                "'s",
                "n't",
                "@x",
                "http://",
                "\u00AB");
        return pieces.list().ofMaxSize(60).map(list -> String.join("", list));
    }

    @Test
    void hostileTextTakesLinearTime() {
        String[] hostile = {
            "x".repeat(10_000_000), "\"".repeat(100_000), "\u2018a ".repeat(100_000), "a'".repeat(1_000_000),
            "\n".repeat(1_000_000), "a-".repeat(1_000_000), "\u201C\n\n".repeat(50_000), ". ".repeat(200_000)
        };
        for (String text : hostile) {
            long start = System.nanoTime();
            Document.of(text);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(10);
        }
    }

    private static List<String> forms(Document document) {
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < document.size(); i++) {
            forms.add(document.form(i));
        }
        return forms;
    }

    private static List<String> sentences(String text) {
        Document document = Document.of(text);
        List<String> all = new ArrayList<>();
        for (int s = 0; s < document.sentences(); s++) {
            all.add(document.text(document.sentenceStart(s), document.sentenceEnd(s)));
        }
        return all;
    }
}
