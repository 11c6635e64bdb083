package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.evaluate.ActorLabels;
import dev.hearsay.app.evaluate.AnnotatedText;
import dev.hearsay.app.evaluate.AttributionCorpus;
import dev.hearsay.app.evaluate.NameColumns;
import dev.hearsay.app.evaluate.ScoreRows;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.evaluation.ActorMetric;
import dev.hearsay.extract.evaluation.ActorScorer;
import dev.hearsay.extract.evaluation.AttributionMetric;
import dev.hearsay.extract.evaluation.AttributionScorer;
import dev.hearsay.extract.evaluation.AttributionScores;
import dev.hearsay.extract.evaluation.ClaimSpans;
import dev.hearsay.extract.evaluation.EntityMetric;
import dev.hearsay.extract.evaluation.EntityScorer;
import dev.hearsay.extract.evaluation.NamedSpan;
import dev.hearsay.extract.evaluation.Score;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Measure extraction on annotated texts: precision, recall and F1. No Kafka, no database.",
            "CORPUS says who said what: text/NAME.txt and attributions/NAME_ANNOTATOR.ann (brat standoff), as",
            "PolNeAR has them; the first annotator counts."
        },
        footer = {
            "",
            "  content_tokens   words and marks that are content of any claim",
            "  content_exact    claims whose content has exactly the same words",
            "  content_partial  claims matched one to one, at least half of their tokens shared (Jaccard)",
            "  attributed       of these, the ones whose sources agree too",
            "  ..._quoted       the same of direct quotations",
            "  source_acc       share of the matched claims whose sources agree",
            "  actor_statements statements under the right actor's name; actors: actors with a statement",
            "  entities_...     persons, organizations and places with exactly the same span and type",
            "  entities_span    the same, whatever the type",
            "The table rounds to four digits; json and csv do not.",
            "",
            "Examples:",
            "  hearsay evaluate polnear/dev",
            "  hearsay evaluate polnear/dev --actors actors-dev",
            "  hearsay evaluate --entities conll2003/eng.testa --format csv"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "CORPUS", description = "Directory with text/ and attributions/.")
    private @Nullable Path corpus;

    @Option(
            names = "--entities",
            paramLabel = "FILE_OR_DIR",
            description = "Names to measure by: a file of CoNLL-2003 columns, the tag in the last one,"
                    + " or a directory of files with a token, a tab and its tag on each line.")
    private @Nullable Path entities;

    @Option(
            names = "--actors",
            paramLabel = "DIR",
            description = "Files NAME.tsv with the actor of each attribution of CORPUS: article, id, kind (such as"
                    + " statement), actor.")
    private @Nullable Path actors;

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "",
            description = "BCP 47 tag of the texts' language; undeclared, a text that does not look like English"
                    + " is not read (default: undeclared).")
    private String language = "";

    @Mixin
    private OutputOptions output;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (corpus == null && actors != null) {
            throw Failure.usage("--actors needs the CORPUS whose texts it labels.");
        }
        if (corpus == null && entities == null) {
            throw Failure.usage("There is nothing to measure by: name a CORPUS, or --entities.");
        }
        List<AnnotatedText<ClaimSpans>> articles = corpus == null ? List.of() : AttributionCorpus.read(corpus);
        Map<String, Map<String, Integer>> labeled = actors == null ? Map.of() : ActorLabels.statements(actors);
        List<AnnotatedText<NamedSpan>> documents = entities == null ? List.of() : NameColumns.read(entities);
        Extractor extractor = Extractor.open();
        ScoreRows rows = new ScoreRows(output.format());
        if (!articles.isEmpty()) {
            addAttributions(rows, extractor, articles);
        }
        if (corpus != null && !labeled.isEmpty()) {
            addActors(rows, extractor, corpus, labeled);
        }
        if (!documents.isEmpty()) {
            addEntities(rows, extractor, documents);
        }
        output.print(rows.rows());
        return 0;
    }

    private void addAttributions(ScoreRows rows, Extractor extractor, List<AnnotatedText<ClaimSpans>> articles) {
        AttributionScores scores = AttributionScores.none();
        for (AnnotatedText<ClaimSpans> article : articles) {
            List<ClaimSpans> found =
                    ClaimSpans.of(extractor.extract(article.text(), language).claims());
            scores = scores.plus(AttributionScorer.score(article.text(), article.gold(), found));
        }
        for (AttributionMetric metric : AttributionMetric.values()) {
            rows.add(metric.name().toLowerCase(Locale.ROOT), scores.of(metric));
        }
        terminal.note(String.format(
                Locale.ROOT,
                "%d articles, %d tokens; claims without content: %d annotated, %d found",
                articles.size(),
                scores.tokens(),
                scores.goldWithoutContent(),
                scores.foundWithoutContent()));
    }

    private void addActors(ScoreRows rows, Extractor extractor, Path texts, Map<String, Map<String, Integer>> labeled) {
        Map<ActorMetric, Score> scores = new EnumMap<>(ActorMetric.class);
        labeled.forEach((name, gold) -> {
            Map<String, Integer> found = new LinkedHashMap<>();
            for (ExtractedClaim claim : extractor
                    .extract(AttributionCorpus.text(texts, name), language)
                    .claims()) {
                claim.actor()
                        .filter(actor -> claim.act().counted())
                        .ifPresent(actor -> found.merge(actor.name(), 1, Integer::sum));
            }
            ActorScorer.score(gold, found).forEach((metric, score) -> scores.merge(metric, score, Score::plus));
        });
        scores.forEach((metric, score) -> rows.add(metric.name().toLowerCase(Locale.ROOT), score));
        terminal.note(labeled.size() + " articles with actors");
    }

    private void addEntities(ScoreRows rows, Extractor extractor, List<AnnotatedText<NamedSpan>> documents) {
        Map<EntityMetric, Score> scores = new EnumMap<>(EntityMetric.class);
        for (AnnotatedText<NamedSpan> document : documents) {
            List<NamedSpan> found =
                    NamedSpan.of(extractor.extract(document.text(), language).entities());
            EntityScorer.score(document.text(), document.gold(), found)
                    .forEach((metric, score) -> scores.merge(metric, score, Score::plus));
        }
        scores.forEach((metric, score) -> rows.add("entities_" + metric.name().toLowerCase(Locale.ROOT), score));
        terminal.note(documents.size() + " documents with names");
    }
}
