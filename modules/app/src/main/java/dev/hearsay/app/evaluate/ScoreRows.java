package dev.hearsay.app.evaluate;

import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.extract.evaluation.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Scores as rows: rounded to four digits for people, whole for programs. */
public final class ScoreRows {
    /** How a share is shown. */
    public interface Shares {
        /** A cell for a number from 0 to 1. */
        Object cell(double share);

        /** As it is fit for a format. */
        static Shares in(Format format) {
            return format == Format.TABLE
                    ? share -> new BigDecimal(share)
                            .setScale(DIGITS, RoundingMode.HALF_EVEN)
                            .toPlainString()
                    : share -> share;
        }
    }

    private static final int DIGITS = 4;

    private final Shares shares;
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
    public ScoreRows(Shares shares) {
        this.shares = shares;
    }

    /** Adds the score of a metric. */
    public void add(String metric, Score score) {
        rows.add(
                metric,
                shares.cell(score.precision()),
                shares.cell(score.recall()),
                shares.cell(score.f1()),
                score.correctFound(),
                score.found(),
                score.correctGold(),
                score.gold());
    }

    /** What was added, in that order. */
    public Rows rows() {
        return rows;
    }

    /** How a metric is called in tables. */
    public static String name(Enum<?> metric) {
        return metric.name().toLowerCase(Locale.ROOT);
    }
}
