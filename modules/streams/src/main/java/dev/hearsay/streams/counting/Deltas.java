package dev.hearsay.streams.counting;

import dev.hearsay.streams.counting.Evidence.Facts;
import dev.hearsay.streams.counting.Members.Report;
import dev.hearsay.streams.counting.StatementCells.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of evidence changes in the rows of its actor: signed differences, all measures of a row together. What
 * was accounted for is taken back, and what is true now is added. Without Kafka or stores.
 */
final class Deltas {
    private final boolean named;
    private final Map<Row, Tally> rows = new LinkedHashMap<>();

    /**
     * A row of counts of the actor.
     *
     * @param part the hour or outlet; empty in a table of all time
     */
    record Row(CountTable table, String part) {}

    /** @param named false for unnamed speakers, who are counted by hour and outlet only and make no statements */
    Deltas(boolean named) {
        this.named = named;
    }

    /** The differences by row; some may be zero. */
    Map<Row, Tally> rows() {
        return rows;
    }

    /**
     * A story's claims of equal content.
     *
     * @param statement the actor's statement before; it is brought up to date
     */
    void statement(Members before, Members after, StatementCells statement) {
        Report old = before.report();
        Report now = after.report();
        standings(old, now, statement, -1);
        if (old != null) {
            statement.add(old, -1);
            claim(Measure.REPORTS, old.hour(), old.outlet(), old.form(), -1);
        }
        if (now != null) {
            statement.add(now, 1);
            claim(Measure.REPORTS, now.hour(), now.outlet(), now.form(), 1);
        }
        standings(old, now, statement, 1);
    }

    /** A story's non-responses: each counts. */
    void nonResponses(Members before, Members after) {
        for (Facts facts : before.byId().values()) {
            claim(Measure.NON_RESPONSES, facts.hour(), facts.outlet(), facts.form(), -1);
        }
        for (Facts facts : after.byId().values()) {
            claim(Measure.NON_RESPONSES, facts.hour(), facts.outlet(), facts.form(), 1);
        }
    }

    /** A story's entities that are one actor: one article if any of them has a report, one story if any is named. */
    void entities(Members before, Members after) {
        entities(before, -1);
        entities(after, 1);
    }

    private void entities(Members members, long sign) {
        String hour = members.hour();
        boolean reports = false;
        boolean named = false;
        for (Facts facts : members.byId().values()) {
            reports |= facts.reports() > 0;
            if (facts.mentions() > 0) {
                named = true;
                mentions(CountTable.ENTITIES, "", facts, sign);
                mentions(CountTable.ENTITY_HOURS, hour, facts, sign);
            }
        }
        if (named) {
            row(CountTable.ENTITIES, "").add(Measure.STORIES, sign);
            row(CountTable.ENTITY_HOURS, hour).add(Measure.STORIES, sign);
        }
        if (reports) {
            row(CountTable.ACTORS, "").add(Measure.ARTICLES, sign);
            row(CountTable.ACTOR_HOURS, hour).add(Measure.ARTICLES, sign);
            row(CountTable.ACTOR_OUTLETS, members.outlet()).add(Measure.ARTICLES, sign);
        }
    }

    private void mentions(CountTable table, String part, Facts facts, long sign) {
        row(table, part).add(Measure.MENTIONS, sign * facts.mentions()).add(facts.form(), sign);
    }

    private void claim(Measure measure, String hour, String outlet, NameForm form, long sign) {
        claim(CountTable.ACTOR_HOURS, hour, measure, form, sign);
        claim(CountTable.ACTOR_OUTLETS, outlet, measure, form, sign);
        if (named) {
            claim(CountTable.ACTORS, "", measure, form, sign);
        }
    }

    private void claim(CountTable table, String part, Measure measure, NameForm form, long sign) {
        Tally row = row(table, part).add(measure, sign);
        if (named) {
            row.add(form, sign);
        }
    }

    /** The statement as it stands at this moment, in all rows where these reports could change it. */
    private void standings(@Nullable Report old, @Nullable Report now, StatementCells statement, long sign) {
        if (!named) {
            return;
        }
        Standing standing = statement.standing();
        if (standing != null) {
            standing(CountTable.ACTORS, "", standing, sign);
            standing(CountTable.ACTOR_HOURS, standing.hour(), standing, sign);
        }
        if (old != null) {
            standing(CountTable.ACTOR_OUTLETS, old.outlet(), statement.standingIn(old.outlet()), sign);
        }
        if (now != null && (old == null || !old.outlet().equals(now.outlet()))) {
            standing(CountTable.ACTOR_OUTLETS, now.outlet(), statement.standingIn(now.outlet()), sign);
        }
    }

    private void standing(CountTable table, String part, @Nullable Standing standing, long sign) {
        if (standing != null) {
            row(table, part).add(Measure.STATEMENTS, sign).add(QuoteTypes.measure(standing.type()), sign);
        }
    }

    private Tally row(CountTable table, String part) {
        return rows.computeIfAbsent(new Row(table, part), row -> new Tally());
    }
}
