package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.evaluate.ActorLabel;
import dev.hearsay.app.evaluate.ActorLabels;
import dev.hearsay.app.evaluate.AnnotatedText;
import dev.hearsay.app.evaluate.ArticleRows;
import dev.hearsay.app.evaluate.Attribution;
import dev.hearsay.app.evaluate.AttributionCorpus;
import dev.hearsay.app.evaluate.NameColumns;
import dev.hearsay.app.evaluate.ScoreRows;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.evaluation.ActScorer;
import dev.hearsay.extract.evaluation.ActScores;
import dev.hearsay.extract.evaluation.ActorMetric;
import dev.hearsay.extract.evaluation.ActorScorer;
import dev.hearsay.extract.evaluation.ActorScores;
import dev.hearsay.extract.evaluation.AttributionMetric;
import dev.hearsay.extract.evaluation.AttributionScorer;
import dev.hearsay.extract.evaluation.AttributionScores;
import dev.hearsay.extract.evaluation.ClaimSpans;
import dev.hearsay.extract.evaluation.EntityMetric;
import dev.hearsay.extract.evaluation.EntityScorer;
import dev.hearsay.extract.evaluation.NamedSpan;
import dev.hearsay.extract.evaluation.Score;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
            "PolNeAR has them."
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
            "  act              statement or not, share of the matched claims that --actors labels",
            "  actor_of_FORM    of these, the ones with the right actor, by how the text names the source",
            "  entities_...     persons, organizations and places with exactly the same span and type",
            "  entities_span    the same, whatever the type",
            "The table rounds to four digits; json and csv do not.",
            "",
            "Examples:",
            "  hearsay evaluate polnear/dev",
            "  hearsay evaluate polnear/dev --actors actors-dev",
            "  hearsay evaluate polnear/dev --actors actors-dev --by-article",
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
            names = "--by-article",
            description = "One row for each article of CORPUS instead of the totals: F1, the weakest first.")
    private boolean byArticle;

    @Option(
            names = "--jaccard",
            paramLabel = "SHARE",
            defaultValue = "" + AttributionScorer.LEAST_JACCARD,
            description = "Least share of tokens that the contents of matching claims have in common, but not"
                    + " for acts (default: ${DEFAULT-VALUE}).")
    private double jaccard;

    @Option(
            names = "--annotator",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Whose attributions count where an article has several annotators, by the order of"
                    + " the files; articles without that one are left out (default: 0, the first).")
    private int annotator;

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
        if (corpus == null && byArticle) {
            throw Failure.usage("--by-article needs a CORPUS.");
        }
        if (!(jaccard > 0 && jaccard <= 1)) {
            throw Failure.usage("--jaccard is a share above 0, at most 1, not " + jaccard + ".");
        }
        if (annotator < 0) {
            throw Failure.usage("--annotator is 0 for the first or a higher number, not " + annotator + ".");
        }
        SortedMap<String, AnnotatedText<Attribution>> articles =
                corpus == null ? new TreeMap<>() : AttributionCorpus.read(corpus, annotator);
        Map<String, List<ActorLabel>> labels = actors == null ? Map.of() : ActorLabels.read(actors);
        List<AnnotatedText<NamedSpan>> documents = entities == null ? List.of() : NameColumns.read(entities);
        Extractor extractor = Extractor.open();
        Map<String, List<ExtractedClaim>> found = new HashMap<>();
        articles.forEach((name, article) ->
                found.put(name, extractor.extract(article.text(), language).claims()));
        if (corpus != null) {
            for (String name : labels.keySet()) {
                if (!found.containsKey(name)) {
                    found.put(
                            name,
                            extractor
                                    .extract(AttributionCorpus.text(corpus, name), language)
                                    .claims());
                }
            }
        }
        Map<String, AttributionScores> attributionScores = attributionScores(articles, found);
        Map<String, ActorScores> actorScores = actorScores(labels, found);
        ScoreRows.Shares shares = ScoreRows.Shares.in(output.format());
        if (byArticle) {
            output.print(ArticleRows.of(attributionScores, actorScores, shares));
            return 0;
        }
        ScoreRows rows = new ScoreRows(shares);
        if (!articles.isEmpty()) {
            addAttributions(rows, attributionScores.values());
        }
        if (!labels.isEmpty()) {
            addActors(rows, actorScores.values());
            addActs(rows, articles, labels, found);
        }
        if (!documents.isEmpty()) {
            addEntities(rows, extractor, documents);
        }
        output.print(rows.rows());
        return 0;
    }

    private Map<String, AttributionScores> attributionScores(
            SortedMap<String, AnnotatedText<Attribution>> articles, Map<String, List<ExtractedClaim>> found) {
        Map<String, AttributionScores> scores = new LinkedHashMap<>();
        articles.forEach((name, article) -> scores.put(
                name,
                AttributionScorer.score(
                        article.text(),
                        article.gold().stream().map(Attribution::spans).toList(),
                        ClaimSpans.of(found.getOrDefault(name, List.of())),
                        jaccard)));
        return scores;
    }

    private static Map<String, ActorScores> actorScores(
            Map<String, List<ActorLabel>> labels, Map<String, List<ExtractedClaim>> found) {
        Map<String, ActorScores> scores = new LinkedHashMap<>();
        labels.forEach((name, gold) -> {
            Map<String, Integer> statements = new LinkedHashMap<>();
            found.getOrDefault(name, List.of()).stream()
                    .filter(claim -> claim.act().counted())
                    .forEach(
                            claim -> claim.actor().ifPresent(actor -> statements.merge(actor.name(), 1, Integer::sum)));
            scores.put(name, ActorScorer.score(ActorLabels.statements(gold), statements));
        });
        return scores;
    }

    private void addAttributions(ScoreRows rows, Collection<AttributionScores> articles) {
        AttributionScores scores = articles.stream().reduce(AttributionScores.none(), AttributionScores::plus);
        for (AttributionMetric metric : AttributionMetric.values()) {
            rows.add(ScoreRows.name(metric), scores.of(metric));
        }
        terminal.note(String.format(
                Locale.ROOT,
                "%d articles, %d tokens; claims without content: %d annotated, %d found",
                articles.size(),
                scores.tokens(),
                scores.goldWithoutContent(),
                scores.foundWithoutContent()));
    }

    private void addActors(ScoreRows rows, Collection<ActorScores> articles) {
        for (ActorMetric metric : ActorMetric.values()) {
            rows.add(
                    ScoreRows.name(metric),
                    articles.stream()
                            .map(scores -> scores.byMetric().get(metric))
                            .reduce(Score.NONE, Score::plus));
        }
        terminal.note(articles.size() + " articles with actors");
    }

    private static void addActs(
            ScoreRows rows,
            SortedMap<String, AnnotatedText<Attribution>> articles,
            Map<String, List<ActorLabel>> labels,
            Map<String, List<ExtractedClaim>> found) {
        ActScores scores = ActScores.NONE;
        for (Map.Entry<String, AnnotatedText<Attribution>> article : articles.entrySet()) {
            scores = scores.plus(ActScorer.score(
                    article.getValue().text(),
                    ActorLabels.claims(
                            labels.getOrDefault(article.getKey(), List.of()),
                            article.getValue().gold()),
                    found.getOrDefault(article.getKey(), List.of())));
        }
        rows.add("act", scores.act());
        scores.actorByForm().forEach((form, score) -> rows.add("actor_of_" + form, score));
    }

    private void addEntities(ScoreRows rows, Extractor extractor, List<AnnotatedText<NamedSpan>> documents) {
        Map<EntityMetric, Score> scores = new EnumMap<>(EntityMetric.class);
        for (AnnotatedText<NamedSpan> document : documents) {
            List<NamedSpan> found =
                    NamedSpan.of(extractor.extract(document.text(), language).entities());
            EntityScorer.score(document.text(), document.gold(), found)
                    .forEach((metric, score) -> scores.merge(metric, score, Score::plus));
        }
        scores.forEach((metric, score) -> rows.add("entities_" + ScoreRows.name(metric), score));
        terminal.note(documents.size() + " documents with names");
    }
}
