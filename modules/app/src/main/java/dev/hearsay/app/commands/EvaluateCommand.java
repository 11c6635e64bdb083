package dev.hearsay.app.commands;

import dev.hearsay.app.evaluate.AnnotatedText;
import dev.hearsay.app.evaluate.AttributionCorpus;
import dev.hearsay.app.evaluate.ScoreRows;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.evaluation.AttributionMetric;
import dev.hearsay.extract.evaluation.AttributionScorer;
import dev.hearsay.extract.evaluation.AttributionScores;
import dev.hearsay.extract.evaluation.ClaimSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hearsay evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Measure extraction on an annotated corpus: precision, recall and F1 of who said what. No Kafka,",
            "no database. CORPUS holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff), as",
            "PolNeAR does; the first annotator counts."
        },
        footer = {
            "",
            "  content_tokens   words and marks that are content of any claim",
            "  content_exact    claims whose content has exactly the same words",
            "  content_partial  claims matched one to one, at least half of their tokens shared (Jaccard)",
            "  attributed       of these, the ones whose sources agree too",
            "  ..._quoted       the same of direct quotations",
            "  source_acc       share of the matched claims whose sources agree",
            "The table rounds to four digits; json and csv do not.",
            "",
            "Example:",
            "  hearsay evaluate polnear/dev"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CORPUS", description = "Directory with text/ and attributions/.")
    private Path corpus = Path.of("");

    @Mixin
    private OutputOptions output;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<AnnotatedText<ClaimSpans>> articles = AttributionCorpus.read(corpus);
        Extractor extractor = Extractor.open();
        AttributionScores scores = articles.stream()
                .map(article -> score(extractor, article))
                .reduce(AttributionScores.none(), AttributionScores::plus);
        ScoreRows rows = new ScoreRows(output.format());
        for (AttributionMetric metric : AttributionMetric.values()) {
            rows.add(metric.name().toLowerCase(Locale.ROOT), scores.of(metric));
        }
        output.print(rows.rows());
        terminal.note(String.format(
                Locale.ROOT,
                "%d articles, %d tokens; claims without content: %d annotated, %d found",
                articles.size(),
                scores.tokens(),
                scores.goldWithoutContent(),
                scores.foundWithoutContent()));
        return 0;
    }

    private static AttributionScores score(Extractor extractor, AnnotatedText<ClaimSpans> article) {
        List<ClaimSpans> found =
                ClaimSpans.of(extractor.extract(article.text(), "").claims());
        return AttributionScorer.score(article.text(), article.gold(), found);
    }
}
