package dev.hearsay.app.evaluate;

import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.extract.evaluation.ActorMetric;
import dev.hearsay.extract.evaluation.ActorScores;
import dev.hearsay.extract.evaluation.AttributionMetric;
import dev.hearsay.extract.evaluation.AttributionScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** F1 of each article, the weakest first: where to look for errors. */
public final class ArticleRows {
    private static final List<AttributionMetric> METRICS = List.of(
            AttributionMetric.CONTENT_TOKENS,
            AttributionMetric.CONTENT_EXACT,
            AttributionMetric.CONTENT_PARTIAL,
            AttributionMetric.ATTRIBUTED);

    private ArticleRows() {}

    /** A row for each article, with actors where those of any article are labeled. */
    public static Rows of(
            Map<String, AttributionScores> articles, Map<String, ActorScores> actors, ScoreRows.Shares shares) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("article")));
        METRICS.forEach(metric -> columns.add(Column.number(ScoreRows.name(metric))));
        columns.addAll(List.of(Column.number("found"), Column.number("gold")));
        if (!actors.isEmpty()) {
            columns.addAll(List.of(
                    Column.number(ScoreRows.name(ActorMetric.ACTOR_STATEMENTS)),
                    Column.text("missing"),
                    Column.text("extra")));
        }
        Rows rows = new Rows(columns.toArray(Column[]::new));
        articles.entrySet().stream()
                .sorted(Comparator.comparingDouble(article ->
                        article.getValue().of(AttributionMetric.ATTRIBUTED).f1()))
                .forEach(article -> {
                    AttributionScores scores = article.getValue();
                    List<Object> cells = new ArrayList<>(List.of(article.getKey()));
                    METRICS.forEach(
                            metric -> cells.add(shares.cell(scores.of(metric).f1())));
                    cells.add(scores.of(AttributionMetric.ATTRIBUTED).found());
                    cells.add(scores.of(AttributionMetric.ATTRIBUTED).gold());
                    if (!actors.isEmpty()) {
                        cells.addAll(cells(Optional.ofNullable(actors.get(article.getKey())), shares));
                    }
                    rows.add(cells.toArray());
                });
        return rows;
    }

    private static List<Object> cells(Optional<ActorScores> actors, ScoreRows.Shares shares) {
        return List.of(
                actors.map(scores -> shares.cell(
                        scores.byMetric().get(ActorMetric.ACTOR_STATEMENTS).f1())),
                actors.map(ActorScores::missing),
                actors.map(ActorScores::extra));
    }
}
