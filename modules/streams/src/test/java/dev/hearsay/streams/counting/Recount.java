package dev.hearsay.streams.counting;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.streams.Wire;
import dev.hearsay.streams.counting.History.Alias;
import dev.hearsay.streams.counting.History.Cancel;
import dev.hearsay.streams.counting.History.Clock;
import dev.hearsay.streams.counting.History.Event;
import dev.hearsay.streams.counting.History.Line;
import dev.hearsay.streams.counting.History.Version;
import dev.hearsay.streams.extraction.ExtractionRig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts a history at once, from its surviving versions, by the definitions of the measures: groups and sums over all
 * claims, nothing incremental, and no code of the topologies. Rows are maps from measure (or {@code form NAME}, or
 * {@code cell …}) to value, so that a difference can be read.
 */
final class Recount {
    private static final List<String> TYPES = List.of("INDIRECT", "MIXED", "DIRECT");

    private final SortedMap<String, SortedMap<String, Object>> rows = new TreeMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Instant noon;

    private Recount(Instant noon) {
        this.noon = noon;
    }

    /** A story that counts. */
    private record Live(int story, String outlet, String hour, List<Line> lines) {}

    /** One act of one speaker in one story. */
    private record Said(int story, String outlet, String hour, String actor, String name, String verb, String content) {
        String type() {
            return verb.equals("says") ? "DIRECT" : verb.equals("mixes") ? "MIXED" : "INDIRECT";
        }
    }

    /** All rows of a history on the test driver. */
    static SortedMap<String, SortedMap<String, Object>> of(History history) {
        int start = (int) Duration.between(Wire.NOON, ExtractionRig.START).toMinutes();
        return of(history, Wire.NOON, start);
    }

    /** All rows of a history whose first event came that many minutes after noon. */
    static SortedMap<String, SortedMap<String, Object>> of(History history, Instant noon, int start) {
        Recount recount = new Recount(noon);
        recount.count(history, start);
        recount.rows.values().forEach(Recount::name);
        return recount.rows;
    }

    private void count(History history, int start) {
        int now = start;
        for (Event event : history.events()) {
            if (event instanceof Clock clock) {
                now += clock.minutes();
            } else if (event instanceof Alias alias) {
                aliases.put(alias.name(), alias.actorId() == null ? alias.name() : alias.actorId());
            }
        }
        List<Said> acts = new ArrayList<>();
        for (int story = 0; story < history.stories(); story++) {
            for (Live live : live(history, story, now)) {
                acts.addAll(acts(live));
                mentions(live);
            }
        }
        acts.stream().filter(act -> act.verb().equals("declines")).forEach(this::nonResponse);
        List<Said> reports = strongest(acts.stream()
                .filter(act -> List.of("says", "mixes", "states").contains(act.verb()))
                .toList());
        reports.forEach(this::report);
        List<Said> named =
                reports.stream().filter(report -> !report.actor().isEmpty()).toList();
        groups(named, r -> r.actor() + "|" + r.content()).forEach(this::statement);
        groups(named, r -> r.actor() + "|" + r.content() + "|" + r.outlet()).forEach(group -> {
            add("outlet " + group.get(0).actor() + "|" + group.get(0).outlet(), "statements", 1);
            add("outlet " + group.get(0).actor() + "|" + group.get(0).outlet(), type(group), 1);
        });
        groups(named, r -> r.actor() + "|" + r.story()).forEach(group -> {
            Said any = group.get(0);
            add("actor " + any.actor(), "articles", 1);
            add("hour " + any.actor() + "|" + any.hour(), "articles", 1);
            add("outlet " + any.actor() + "|" + any.outlet(), "articles", 1);
        });
    }

    /** The story as it counts now, if it does. */
    private List<Live> live(History history, int story, int now) {
        List<Event> seen = history.events().stream()
                .filter(event -> History.isArticle(event) && History.story(event) == story)
                .toList();
        Version highest = seen.stream()
                .filter(Version.class::isInstance)
                .map(Version.class::cast)
                .max(Comparator.comparing((Version v) -> v.number() == null ? -1 : v.number())
                        .thenComparing(Version::made))
                .orElse(null);
        if (highest == null
                || !highest.usable()
                || highest.embargo() != null && highest.embargo() > now
                || seen.stream().anyMatch(event -> event instanceof Cancel cancel && covers(cancel, highest))) {
            return List.of();
        }
        int earliest = seen.stream()
                .mapToInt(event -> event instanceof Version v ? v.created() : 0)
                .min()
                .orElseThrow();
        return List.of(
                new Live(story, highest.outlet(), Hour.of(noon.plus(Duration.ofMinutes(earliest))), highest.lines()));
    }

    private static boolean covers(Cancel cancel, Version version) {
        if (cancel.number() != null) {
            return version.number() == null || version.number() <= cancel.number();
        }
        return cancel.made() == null || version.made() <= cancel.made();
    }

    private static String normalized(String name) {
        return name.toLowerCase().replace(".", "");
    }

    private String actor(String name) {
        String id = normalized(name);
        return id.equals("someone") ? "" : aliases.getOrDefault(id, id);
    }

    private List<Said> acts(Live live) {
        List<Said> acts = new ArrayList<>();
        for (Line line : live.lines()) {
            for (String name : line.names()) {
                acts.add(new Said(
                        live.story(),
                        live.outlet(),
                        live.hour(),
                        actor(name),
                        name,
                        line.verb(),
                        normalized(line.content())));
            }
        }
        return acts;
    }

    private void mentions(Live live) {
        Map<String, List<String>> names = new TreeMap<>();
        for (Line line : live.lines()) {
            for (String name : line.names()) {
                if (!name.equals("Someone")) {
                    names.computeIfAbsent(normalized(name), id -> new ArrayList<>())
                            .add(name);
                }
            }
        }
        TreeSet<String> entities = new TreeSet<>();
        names.forEach((id, occurrences) -> {
            String entity = actor(id);
            entities.add(entity);
            for (String row : List.of("mentions " + entity, "mentions " + entity + "|" + live.hour())) {
                add(row, "mentions", occurrences.size());
                add(row, "form " + occurrences.get(0), 1);
            }
        });
        for (String entity : entities) {
            add("mentions " + entity, "stories", 1);
            add("mentions " + entity + "|" + live.hour(), "stories", 1);
        }
    }

    /** One report for each story, actor and content: of the strongest type, under the smallest name. */
    private static List<Said> strongest(List<Said> acts) {
        return groups(acts, a -> a.story() + "|" + a.actor() + "|" + a.content()).stream()
                .map(group -> {
                    Said first = group.get(0);
                    String verb = Map.of("DIRECT", "says", "MIXED", "mixes", "INDIRECT", "states")
                            .get(type(group));
                    String name = group.stream()
                            .map(Said::name)
                            .min(String::compareTo)
                            .orElseThrow();
                    return new Said(
                            first.story(), first.outlet(), first.hour(), first.actor(), name, verb, first.content());
                })
                .toList();
    }

    private void nonResponse(Said act) {
        claim(act, "nonResponses");
    }

    private void report(Said report) {
        claim(report, "reports");
    }

    private void claim(Said act, String measure) {
        add("hour " + act.actor() + "|" + act.hour(), measure, 1);
        add("outlet " + act.actor() + "|" + act.outlet(), measure, 1);
        if (!act.actor().isEmpty()) {
            add("actor " + act.actor(), measure, 1);
            add("actor " + act.actor(), "form " + act.name(), 1);
            add("hour " + act.actor() + "|" + act.hour(), "form " + act.name(), 1);
            add("outlet " + act.actor() + "|" + act.outlet(), "form " + act.name(), 1);
        }
    }

    private void statement(List<Said> reports) {
        Said any = reports.get(0);
        String hour = reports.stream().map(Said::hour).min(String::compareTo).orElseThrow();
        add("actor " + any.actor(), "statements", 1);
        add("actor " + any.actor(), type(reports), 1);
        add("hour " + any.actor() + "|" + hour, "statements", 1);
        add("hour " + any.actor() + "|" + hour, type(reports), 1);
        String row = "statement " + any.actor() + "|" + any.content();
        for (Said report : reports) {
            add(row, "cell " + report.hour() + " " + report.outlet() + " " + report.type(), 1);
            add(row, "form " + report.name(), 1);
        }
        add(row, "reports", reports.size());
        row(row).put("hour", hour);
        row(row).put("type", type(reports));
    }

    private static String type(List<Said> reports) {
        return reports.stream()
                .map(Said::type)
                .max(Comparator.comparing(TYPES::indexOf))
                .orElseThrow();
    }

    private static <T> Collection<List<T>> groups(List<T> all, Function<T, String> key) {
        Map<String, List<T>> groups = new TreeMap<>();
        all.forEach(one ->
                groups.computeIfAbsent(key.apply(one), k -> new ArrayList<>()).add(one));
        return groups.values();
    }

    private SortedMap<String, Object> row(String key) {
        return rows.computeIfAbsent(key, k -> new TreeMap<>());
    }

    private void add(String row, String measure, long count) {
        row(row).merge(measure, count, (a, b) -> (Long) a + (Long) b);
    }

    /** The commonest form, the first of equals. */
    private static void name(SortedMap<String, Object> row) {
        String name = null;
        for (Map.Entry<String, Object> entry : row.entrySet()) {
            if (entry.getKey().startsWith("form ")
                    && (name == null || (Long) entry.getValue() > (Long) row.get("form " + name))) {
                name = entry.getKey().substring(5);
            }
        }
        row.put("name", name == null ? "" : name);
    }

    /** The rows in which the topics differ from a recount: what they should be, and what they are. */
    static SortedMap<String, String> differences(
            SortedMap<String, SortedMap<String, Object>> expected, Counts published) {
        SortedMap<String, SortedMap<String, Object>> actual = rows(published);
        SortedMap<String, String> differences = new TreeMap<>();
        Stream.concat(expected.keySet().stream(), actual.keySet().stream())
                .filter(row -> !Objects.equals(expected.get(row), actual.get(row)))
                .forEach(row -> differences.put(row, expected.get(row) + " but was " + actual.get(row)));
        return differences;
    }

    /** What the topics say, in the same words. */
    private static SortedMap<String, SortedMap<String, Object>> rows(Counts counts) {
        Recount said = new Recount(Instant.EPOCH);
        counts.statements().values().forEach(said::published);
        counts.actors().values().forEach(c -> said.published("actor " + c.getActorId(), c));
        counts.hours()
                .values()
                .forEach(c -> said.published(
                        "hour " + c.getActorId() + "|" + c.getHour().orElseThrow(), c));
        counts.outlets()
                .values()
                .forEach(c -> said.published(
                        "outlet " + c.getActorId() + "|" + c.getOutlet().orElseThrow(), c));
        counts.mentions().values().forEach(c -> said.published("mentions " + c.getEntityId(), c));
        counts.mentionHours()
                .values()
                .forEach(c -> said.published(
                        "mentions " + c.getEntityId() + "|" + c.getHour().orElseThrow(), c));
        return said.rows;
    }

    private void published(Statement statement) {
        String row = "statement " + statement.getActorId() + "|" + statement.getContent();
        for (StatementCell cell : statement.getCells()) {
            put(row, "cell " + cell.getHour() + " " + cell.getOutlet() + " " + cell.getType(), cell.getReports());
        }
        put(row, "reports", statement.getReports());
        row(row).put("hour", statement.getHour());
        row(row).put("type", statement.getType().name());
        row(row).put("name", statement.getActorName());
        forms(row, statement.getForms());
    }

    private void published(String row, ActorCounts counts) {
        put(row, "statements", counts.getStatements());
        put(row, "reports", counts.getReports());
        put(row, "articles", counts.getArticles());
        put(row, "DIRECT", counts.getDirect());
        put(row, "INDIRECT", counts.getIndirect());
        put(row, "MIXED", counts.getMixed());
        put(row, "nonResponses", counts.getNonResponses());
        row(row).put("name", counts.getName());
        forms(row, counts.getForms());
    }

    private void published(String row, MentionCounts counts) {
        put(row, "mentions", counts.getMentions());
        put(row, "stories", counts.getStories());
        row(row).put("name", counts.getName());
        forms(row, counts.getForms());
    }

    private void forms(String row, List<Form> forms) {
        forms.forEach(form -> put(row, "form " + form.getName(), form.getCount()));
    }

    private void put(String row, String measure, long count) {
        row(row);
        if (count != 0) {
            row(row).put(measure, count);
        }
    }
}
