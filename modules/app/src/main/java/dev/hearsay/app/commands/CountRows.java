package dev.hearsay.app.commands;

import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.CountRow;
import dev.hearsay.store.CountTable;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Measures;
import dev.hearsay.store.MeasuresAt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts as rows to print. */
final class CountRows {
    private static final List<String> EVERY_MEASURE = everyMeasure();

    private CountRows() {}

    /** Actors and all that is counted of them. */
    static Rows ofActors(List<ActorTotal> totals) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("id"), Column.text("name"), Column.text("type")));
        Arrays.stream(Measure.values()).forEach(measure -> columns.add(Column.number(measure.label())));
        Rows rows = new Rows(columns.toArray(Column[]::new));
        for (ActorTotal total : totals) {
            List<Object> row = new ArrayList<>(List.of(
                    total.actor().id(), total.actor().name(), total.actor().type()));
            row.addAll(values(total.measures()));
            rows.add(row.toArray());
        }
        return rows;
    }

    /** One actor by hour, day or outlet. */
    static Rows ofSeries(String part, List<MeasuresAt> series) {
        List<Column> columns = new ArrayList<>(List.of(Column.text(part)));
        Arrays.stream(Measure.values())
                .filter(measure -> measure != Measure.OUTLETS)
                .forEach(measure -> columns.add(Column.number(measure.label())));
        Rows rows = new Rows(columns.toArray(Column[]::new));
        for (MeasuresAt at : series) {
            List<Object> row = new ArrayList<>(List.of(at.at()));
            row.addAll(values(at.measures()));
            row.remove(1 + Measure.OUTLETS.ordinal());
            rows.add(row.toArray());
        }
        return rows;
    }

    private static List<Object> values(Measures measures) {
        return Arrays.stream(Measure.values())
                .map(measure -> (Object) measures.get(measure))
                .toList();
    }

    /** No row yet of any table of counts. */
    static Rows ofAll() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("table"),
                Column.text("id"),
                Column.text("part"),
                Column.text("name"),
                Column.text("type")));
        EVERY_MEASURE.forEach(measure -> columns.add(Column.number(measure)));
        return new Rows(columns.toArray(Column[]::new));
    }

    /** Adds a row of any table; measures that its table does not have are absent. */
    static void add(Rows rows, CountRow count) {
        CountTable table = count.key().table();
        List<Object> row = new ArrayList<>(List.of(
                table.label(),
                count.key().id(),
                table.part().isEmpty() ? Optional.empty() : count.key().part(),
                count.name(),
                count.type()));
        for (String measure : EVERY_MEASURE) {
            int at = table.measures().indexOf(measure);
            row.add(at < 0 ? Optional.empty() : count.measures().get(at));
        }
        rows.add(row.toArray());
    }

    private static List<String> everyMeasure() {
        Set<String> all = new LinkedHashSet<>();
        for (CountTable table : CountTable.values()) {
            all.addAll(table.measures());
        }
        return List.copyOf(all);
    }
}
