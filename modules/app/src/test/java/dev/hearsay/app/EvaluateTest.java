package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corpus is ours, about invented people. Its figures were not made by the code under test: an independent scorer in
 * Python computed them from what {@code extract --format jsonl} printed of the same texts. Another model gives others.
 */
class EvaluateTest {
    private static final String CORPUS = "src/test/resources/annotated";

    @TempDir
    private Path directory;

    @Test
    void attributionsAreScoredAsByTheIndependentScorer() {
        CommandRun run = CommandRun.of("evaluate", CORPUS);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "content_tokens 0.9785 1.0000 0.9891 91 93 91 91",
                        "content_exact 0.9091 0.9091 0.9091 10 11 10 11",
                        "content_partial 1.0000 1.0000 1.0000 11 11 11 11",
                        "attributed 0.9091 0.9091 0.9091 10 11 10 11",
                        "content_partial_quoted 1.0000 1.0000 1.0000 3 3 3 3",
                        "attributed_quoted 1.0000 1.0000 1.0000 3 3 3 3",
                        "source_tokens 0.9512 1.0000 0.9750 39 41 39 39",
                        "cue_tokens 1.0000 0.8125 0.8966 13 13 13 16",
                        "source_acc 0.9091 0.9091 0.9091 10 11 10 11");
        assertThat(run.err()).isEqualTo("2 articles, 177 tokens; claims without content: 1 annotated, 0 found\n");
    }

    @Test
    void namesAreScoredAsByTheIndependentScorer() {
        CommandRun run = CommandRun.of("evaluate", "--entities", CORPUS + "/names/harbor.conll");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "entities_all 0.8000 0.6667 0.7273 4 5 4 6",
                        "entities_organization 0.6667 1.0000 0.8000 2 3 2 2",
                        "entities_person 1.0000 1.0000 1.0000 1 1 1 1",
                        "entities_place 1.0000 0.3333 0.5000 1 1 1 3",
                        "entities_span 0.8000 0.6667 0.7273 4 5 4 6");
        assertThat(run.err()).isEqualTo("2 documents with names\n");
    }

    @Test
    void actorsAreScoredAsByTheIndependentScorer() {
        CommandRun run = CommandRun.of("evaluate", CORPUS, "--actors", CORPUS + "/actors");
        assertThat(run.out().lines().skip(10).limit(2).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "actor_statements 0.8571 0.6667 0.7500 6 7 6 9", "actors 1.0000 0.5714 0.7273 4 4 4 7");
        assertThat(run.err()).endsWith("\n2 articles with actors\n");
    }

    @Test
    void actsAreScoredAsByTheIndependentScorer() {
        CommandRun run = CommandRun.of("evaluate", CORPUS, "--actors", CORPUS + "/actors");
        assertThat(run.out().lines().skip(12).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "act 1.0000 1.0000 1.0000 11 11 11 11",
                        "actor_of_empty 1.0000 1.0000 1.0000 1 1 1 1",
                        "actor_of_name 0.8750 0.8750 0.8750 7 8 7 8",
                        "actor_of_nominal 1.0000 1.0000 1.0000 1 1 1 1",
                        "actor_of_pronoun 1.0000 1.0000 1.0000 1 1 1 1");
    }

    @Test
    void articlesAreListedWeakestFirst() {
        CommandRun run = CommandRun.of("evaluate", CORPUS, "--by-article", "--actors", CORPUS + "/actors");
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "article content_tokens content_exact content_partial attributed found gold"
                                + " actor_statements missing extra",
                        "harbor_closes 1.0000 1.0000 1.0000 0.8333 6 6 0.5714 Mayor Odile Farrowby; Tomas Ilvren",
                        "fishers 0.9714 0.8000 1.0000 1.0000 5 5 0.8889 Police");
    }

    @Test
    void anotherAnnotatorAndAnotherShareMakeOtherFigures() {
        assertThat(CommandRun.of("evaluate", CORPUS, "--annotator", "1", "--format", "csv"))
                .satisfies(run -> assertThat(run.out()).contains("\nattributed,0.0,0.0,0.0,0,6,0,0\n"));
        assertThat(CommandRun.of("evaluate", CORPUS, "--jaccard", "1", "--format", "csv")
                        .out())
                .contains("\nattributed,0.8181818181818182,0.8181818181818182,0.8181818181818182,9,11,9,11\n");
        assertThat(CommandRun.of("evaluate", CORPUS, "--annotator", "2").err())
                .endsWith(" has an annotator number 2; the first is number 0.\n");
        assertThat(CommandRun.of("evaluate", CORPUS, "--annotator", "-1").err()).hasLineCount(1);
        assertThat(CommandRun.of("evaluate", CORPUS, "--jaccard", "0").err())
                .isEqualTo("hearsay: --jaccard is a share above 0, at most 1, not 0.0.\n");
        assertThat(CommandRun.of("evaluate", "--entities", CORPUS + "/names/harbor.conll", "--by-article")
                        .err())
                .isEqualTo("hearsay: --by-article needs a CORPUS.\n");
    }

    @Test
    void labelsThatAreNoneAreOneSentence() throws IOException {
        assertThat(CommandRun.of("evaluate", "--actors", CORPUS + "/actors").err())
                .contains("--actors needs the CORPUS")
                .hasLineCount(1);
        Path labels = Files.writeString(directory.resolve("fishers.tsv"), "\nfishers E1\n");
        assertThat(CommandRun.of("evaluate", CORPUS, "--actors", directory.toString())
                        .err())
                .isEqualTo("hearsay: " + labels + ", line 2: an article, an id, a kind and an actor are expected,"
                        + " with tabs between them.\n");
        Files.move(labels, directory.resolve("nowhere.tsv"));
        Files.writeString(directory.resolve("nowhere.tsv"), "nowhere\tE1\tstatement\tHask\n");
        assertThat(CommandRun.of("evaluate", CORPUS, "--actors", directory.toString())
                        .err())
                .endsWith(
                        "There is no file " + Path.of(CORPUS, "text", "nowhere.txt") + ", whose actors are labeled.\n");
    }

    @Test
    void bothKindsOfCorpusMakeOneTable() {
        CommandRun run = CommandRun.of("evaluate", CORPUS, "--entities", CORPUS + "/names/harbor.conll");
        assertThat(run.out()).hasLineCount(15).contains("\nsource_acc ").contains("\nentities_all ");
    }

    @Test
    void textsOfAnotherLanguageAreNotRead() {
        CommandRun run = CommandRun.of("evaluate", CORPUS, "--language", "de", "--format", "csv");
        assertThat(run.out()).contains("\nattributed,0.0,0.0,0.0,0,0,0,11\n");
    }

    @Test
    void programsGetWholeFigures() {
        assertThat(CommandRun.of("evaluate", CORPUS, "--format", "csv").out())
                .startsWith("metric,precision,recall,f1,correctFound,found,correctGold,gold\n")
                .contains("\nattributed,0.9090909090909091,0.9090909090909091,0.9090909090909091,10,11,10,11\n");
        assertThat(CommandRun.of("evaluate", CORPUS, "--format", "json").out())
                .contains("\"metric\":\"content_tokens\",\"precision\":0.978494623655914,");
    }

    @Test
    void nothingToMeasureByIsOneSentence() throws IOException {
        assertThat(CommandRun.of("evaluate").err())
                .isEqualTo("hearsay: There is nothing to measure by: name a CORPUS, or --entities.\n");
        Path none = directory.resolve("none.conll");
        assertThat(CommandRun.of("evaluate", "--entities", none.toString()).err())
                .isEqualTo("hearsay: There is no file " + none + ".\n");
        Files.writeString(none, "\n\n");
        assertThat(CommandRun.of("evaluate", "--entities", none.toString()))
                .isEqualTo(new CommandRun(2, "", "hearsay: " + none + " has no token with a tag beside it.\n"));
    }

    @Test
    void whatIsMissingIsOneSentence() throws IOException {
        assertThat(CommandRun.of("evaluate", directory.toString()))
                .isEqualTo(
                        new CommandRun(2, "", "hearsay: There is no directory " + directory.resolve("text") + ".\n"));

        Path text = Files.createDirectory(directory.resolve("text"));
        Path attributions = Files.createDirectory(directory.resolve("attributions"));
        assertThat(CommandRun.of("evaluate", directory.toString()).err())
                .isEqualTo("hearsay: There is no .ann file in the directory " + attributions + ".\n");

        Path annotated = Files.writeString(attributions.resolve("story_a1.ann"), "");
        assertThat(CommandRun.of("evaluate", directory.toString()).err())
                .isEqualTo("hearsay: There is no file " + text.resolve("story.txt") + ", which " + annotated
                        + " annotates.\n");

        Files.writeString(text.resolve("story.txt"), "Nothing.");
        Files.writeString(annotated, "T1\tContent 0 99999999999\tNothing\n");
        assertThat(CommandRun.of("evaluate", directory.toString()).err())
                .contains(annotated + " holds an offset beyond any text")
                .hasLineCount(1);
    }
}
