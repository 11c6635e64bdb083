package dev.hearsay.app.evaluate;

import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.extract.evaluation.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Scores as rows: rounded to four digits for people, whole for programs. */
public final class ScoreRows {
    private static final int DIGITS = 4;

    private final boolean rounded;
    private final Rows rows = new Rows(
            Column.text("metric"),
            Column.number("precision"),
            Column.number("recall"),
            Column.number("f1"),
            new Column("correctFound", "correct", true),
            Column.number("found"),
            new Column("correctGold", "of gold", true),
            Column.number("gold"));

    /** No scores yet. */
    public ScoreRows(Format format) {
        rounded = format == Format.TABLE;
    }

    /** Adds the score of a metric. */
    public void add(String metric, Score score) {
        rows.add(
                metric,
                share(score.precision()),
                share(score.recall()),
                share(score.f1()),
                score.correctFound(),
                score.found(),
                score.correctGold(),
                score.gold());
    }

    /** What was added, in that order. */
    public Rows rows() {
        return rows;
    }

    private Object share(double value) {
        return rounded
                ? new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString()
                : value;
    }
}
