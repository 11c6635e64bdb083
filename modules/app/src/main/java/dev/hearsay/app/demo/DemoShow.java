package dev.hearsay.app.demo;

import dev.hearsay.app.changes.ChangeLine;
import dev.hearsay.app.output.DisplayWidth;
import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.LiveRegion;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Database;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Measures;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TopQuery;
import dev.hearsay.store.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the demo shows: a bar, a table of actors that is drawn again and again, and a line for whatever is taken back. */
public final class DemoShow {
    private static final int MOST_ACTORS = 16;
    private static final int LINES_AROUND_TABLE = 8;
    private static final int BAR = 30;

    private static final Comparator<ActorTotal> ORDER = Comparator.comparingLong(
                    (ActorTotal total) -> total.measures().statements())
            .thenComparingLong(total -> total.measures().reports())
            .reversed()
            .thenComparing(total -> total.actor().id());

    private final Terminal terminal;
    private final LiveRegion region;
    private final Queries queries;
    private final ClaimChanges changes;
    private final Map<String, String> names = new HashMap<>();
    private final ChangeLine line = new ChangeLine(id -> Optional.ofNullable(names.get(id)));
    private long seen;

    /** Shows what this database holds; changes that are there already are not told. */
    public DemoShow(Terminal terminal, Database database) {
        this.terminal = terminal;
        this.region = new LiveRegion(terminal);
        this.queries = new Queries(database);
        this.changes = new ClaimChanges(database);
        this.seen = changes.latest();
    }

    /** Shows the state now, with a bar for the wire; says whether anything is counted. */
    public boolean refresh(long sent, long length) {
        List<ActorTotal> actors = actors();
        tellRetractions();
        actors.forEach(total -> names.put(total.actor().id(), total.actor().name()));
        if (terminal.interactive()) {
            List<String> lines = new ArrayList<>();
            lines.add("");
            lines.add(LiveRegion.bar(sent, length, BAR) + "  " + sent + " of " + length + " stories and updates sent");
            lines.add("");
            int room = Math.max(1, Math.min(MOST_ACTORS, terminal.lines() - LINES_AROUND_TABLE));
            lines.addAll(table(actors.subList(0, Math.min(room, actors.size()))));
            lines.add("");
            lines.addAll(summary(queries.totals()));
            region.draw(lines);
        }
        return !actors.isEmpty();
    }

    /** A line that stays. */
    public void say(String text) {
        region.event(text);
    }

    /** Prints every actor and the totals, to stay. */
    public void printAll() {
        region.clear();
        terminal.println("");
        table(actors()).forEach(terminal::println);
        terminal.println("");
        summary(queries.totals()).forEach(terminal::println);
    }

    /** Takes the moving part away and leaves the lines that were said. */
    public void clear() {
        region.clear();
    }

    private List<ActorTotal> actors() {
        Map<String, ActorTotal> byId = new HashMap<>();
        for (Measure measure : List.of(Measure.STATEMENTS, Measure.NON_RESPONSES)) {
            queries.top(TopQuery.by(measure, TopQuery.MAX_LIMIT))
                    .forEach(total -> byId.put(total.actor().id(), total));
        }
        return byId.values().stream().sorted(ORDER).toList();
    }

    private void tellRetractions() {
        List<ClaimChange> next;
        do {
            next = changes.after(seen, Queries.MAX_PAGE);
            for (ClaimChange change : next) {
                seen = change.id();
                if (change.retraction()) {
                    region.event(DisplayWidth.printable(line.of(change)));
                }
            }
        } while (!next.isEmpty());
    }

    private List<String> table(List<ActorTotal> actors) {
        Rows rows = new Rows(
                Column.text("actor"),
                Column.number("statements"),
                Column.number("reports"),
                Column.number("outlets"),
                Column.number("articles"),
                Column.number("direct"),
                Column.number("indirect"),
                Column.number("mixed"),
                new Column("nonResponses", "no comment", true));
        for (ActorTotal total : actors) {
            Measures m = total.measures();
            rows.add(
                    total.actor().name(),
                    m.statements(),
                    m.reports(),
                    m.outlets(),
                    m.articles(),
                    m.direct(),
                    m.indirect(),
                    m.mixed(),
                    m.nonResponses());
        }
        return rows.print(Format.TABLE, terminal.columns()).lines().toList();
    }

    private static List<String> summary(Totals totals) {
        Map<StoryStatus, Long> stories = totals.stories();
        List<String> causes = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            long n = totals.retractions().getOrDefault(cause, 0L);
            if (n > 0) {
                causes.add(n + " " + cause.name().toLowerCase(Locale.ROOT));
            }
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d stories (%d usable, %d withheld, %d killed, %d under embargo)",
                        stories.values().stream().mapToLong(Long::longValue).sum(),
                        totals.usableStories(),
                        stories.getOrDefault(StoryStatus.WITHHELD, 0L),
                        stories.getOrDefault(StoryStatus.KILLED, 0L),
                        stories.getOrDefault(StoryStatus.EMBARGOED, 0L)),
                String.format(
                        Locale.ROOT,
                        "%d statements in %d reports by %d actors; %d claims taken back%s",
                        totals.statements(),
                        totals.reports(),
                        totals.actors(),
                        totals.allRetractions(),
                        causes.isEmpty() ? "" : " (" + String.join(", ", causes) + ")"));
    }
}
