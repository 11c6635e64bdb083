package dev.hearsay.extract;

import static dev.hearsay.extract.ExtractionAssert.EXTRACTOR;
import static dev.hearsay.extract.ExtractionAssert.wellFormed;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTextTest {
    private static final String STORY = """
            Council splits over harbor

            TAVIK, Nov 3 (Coast Wire) - The council of Tavik voted on Tuesday after a long debate.

            \u201CWe will build it,\u201D said Mayor Elena Dorvik, head of the Harbor Party. \u201CThis year.\u201D

            Nordal Shipping Inc., which owns the quay, said in a statement that Dorvik was "wrong, and late".

            "I don't know 'why' she said so," he added. According to the Coast Survey, the sea rose 3.5 percent.

            A spokesman for Gov. T. J. Wirt declined to comment, and Wirt and Dorvik said they would meet.

            (Reporting by Ada Kourt; Editing by Bo Lind)
            """;

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("one token", "x".repeat(10_000_000)),
                Arguments.of("quotation marks", "\"".repeat(100_000)),
                Arguments.of("opening marks", "\u201C he said ".repeat(30_000)),
                Arguments.of("unbalanced quotations", "\u201CGo, he said.\n\n".repeat(20_000)),
                Arguments.of("names", "Ada Kourt said Bo Lind ".repeat(20_000)),
                Arguments.of("new names", names()),
                Arguments.of("verbs", "said ".repeat(100_000)),
                Arguments.of("commas", "Kourt, ".repeat(100_000) + "said"),
                Arguments.of("ands", "A and B, ".repeat(50_000) + "said"),
                Arguments.of("a long sentence", "the sea rose and ".repeat(50_000) + "Kourt said."),
                Arguments.of("a long quotation", "\u201C" + "We go. ".repeat(60_000) + ",\u201D Kourt said."),
                Arguments.of("pronouns", "He said she said it said. ".repeat(20_000)),
                Arguments.of("right to left", "\u0642\u0627\u0644 \u05D0\u05DE\u05E8 \u202Esaid\u202C ".repeat(5_000)),
                Arguments.of(
                        "emoji", "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDE80 Kourt said \uD83D\uDE00. ".repeat(5_000)),
                Arguments.of("lone surrogates", "\uD83D Kourt \uDE00 said \uD83D. ".repeat(5_000)),
                Arguments.of("nul", "Kourt\u0000said\u0000no. ".repeat(5_000)),
                Arguments.of("nothing", ""),
                Arguments.of("spaces", " \n\t\u00A0".repeat(10_000)));
    }

    private static String names() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            all.append("Mr. Ab")
                    .append(Integer.toString(i, 26).replaceAll("\\d", "x"))
                    .append(" Cd")
                    .append((char) ('a' + i % 26))
                    .append(" said no. ");
        }
        return all.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void anyTextIsReadInBoundedTime(String name, String text) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        Extraction extraction = EXTRACTOR.extract(text, "en");
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
        // 200,000 tokens take some seconds, twice as many where everything looks like a cue; a quadratic algorithm
        // would need minutes
        assertThat(seconds).isLessThan(20);
        wellFormed(text, extraction);
    }

    @Property(tries = 400)
    void everyMutationOfAStoryIsReadWell(@ForAll("mutations") String text) {
        wellFormed(text, EXTRACTOR.extract(text, "en"));
    }

    private record Mutation(int kind, int from, int length, String insert) {
        String apply(String text) {
            int a = text.isEmpty() ? 0 : from % text.length();
            int b = Math.min(text.length(), a + length);
            return switch (kind) {
                case 0 -> text.substring(0, a) + text.substring(b);
                case 1 -> text.substring(0, a) + insert + text.substring(a);
                case 2 -> text.substring(0, b) + text.substring(a, b) + text.substring(b);
                case 3 -> text.substring(b) + text.substring(0, b);
                default ->
                    text.substring(0, a) + text.substring(a, b).toUpperCase(java.util.Locale.ROOT) + text.substring(b);
            };
        }
    }

    @Provide
    Arbitrary<String> mutations() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\"",
                "\u201C",
                "\u201D",
                "'",
                "\u2019",
                "\n\n",
                ".",
                ", said ",
                " and ",
                "according to ",
                "\uD83D\uDE00",
                "\uD83D",
                "\u0000",
                "she ",
                "The company ",
                " declined to comment",
                " would say ",
                ", who ",
                "(",
                ")",
                " \u2014 ",
                "Mr. ",
                "'s ",
                "told ",
                "that ");
        Arbitrary<Mutation> mutation = Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 2000),
                        Arbitraries.integers().between(0, 60),
                        pieces)
                .as(Mutation::new);
        return mutation.list().ofMinSize(1).ofMaxSize(25).map(HostileTextTest::mutated);
    }

    private static String mutated(List<Mutation> mutations) {
        String text = STORY;
        for (Mutation mutation : mutations) {
            text = mutation.apply(text);
        }
        return text;
    }
}
