package dev.hearsay.web.api;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.store.ActorProfiles;
import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.EntityTotal;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Measures;
import dev.hearsay.store.MeasuresAt;
import dev.hearsay.store.NamedEntity;
import dev.hearsay.store.Page;
import dev.hearsay.store.Period;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TopQuery;
import dev.hearsay.store.ValueAt;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Listing;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code actors}: who speaks, how much, and who that is. */
final class ActorRoutes {
    private static final long HOURLY_UP_TO = 72;
    private static final int DAILY_UP_TO_DAYS = 92;
    private static final int LONGEST_SERIES_DAYS = 366;
    private static final String MIDNIGHT = "T00Z";
    private static final int ABOUT = 30;
    private static final Set<String> PERIOD = Set.of("period", "from", "to");

    private static final Listing.Columns<Ranked> COLUMNS = new Listing.Columns<Ranked>()
            .add("actor_id", r -> r.actor().id())
            .add("name", r -> r.actor().name())
            .add("type", r -> r.actor().type())
            .add("role", Ranked::role)
            .add("affiliation", Ranked::affiliation)
            .add("statements", r -> r.measures().statements())
            .add("reports", r -> r.measures().reports())
            .add("outlets", r -> r.measures().outlets())
            .add("articles", r -> r.measures().articles())
            .add("direct", r -> r.measures().direct())
            .add("indirect", r -> r.measures().indirect())
            .add("mixed", r -> r.measures().mixed())
            .add("nonResponses", r -> r.measures().nonResponses());

    private final Readers readers;

    ActorRoutes(Readers readers) {
        this.readers = readers;
    }

    /**
     * An actor in a list.
     *
     * @param previous the counts of as many hours just before the period
     * @param series the measure that orders the list, by hour, day or week, in the period's surroundings
     */
    record Ranked(
            NamedEntity actor,
            Optional<String> role,
            Optional<String> affiliation,
            Measures measures,
            Optional<Measures> previous,
            List<ValueAt> series) {}

    /** How finely a series goes: a longer one has no more points than can be told apart. */
    private enum Step {
        HOUR,
        DAY,
        WEEK;

        static Step of(Period period) {
            if (period.hours() <= HOURLY_UP_TO) {
                return HOUR;
            }
            return period.hours() <= 24 * DAILY_UP_TO_DAYS ? DAY : WEEK;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The series at this step, of one by hour or day. */
        List<ValueAt> of(List<ValueAt> series, Map<String, String> mondays) {
            return this == WEEK ? weekly(series, mondays) : series;
        }
    }

    /** Everything about an actor. */
    record Actor(
            NamedEntity actor,
            Measures measures,
            Optional<Period> period,
            Optional<Measures> inPeriod,
            Optional<EntityTotal> mentions,
            Map<Cause, Long> retractions,
            List<String> names,
            List<ActorProfiles.Role> roles,
            List<ActorProfiles.Acts> acts,
            List<ActorProfiles.About> about,
            List<MeasuresAt> outlets,
            List<MeasuresAt> hours,
            List<MeasuresAt> days) {}

    void mount(Api api, RoutesConfig routes) {
        api.get(routes, "/actors", this::actors);
        api.get(routes, "/actors/{id}", this::actor);
    }

    private void actors(Context context) {
        Parameters parameters = new Parameters(
                context, Api.with(Lists.PARAMETERS, "by", "period", "from", "to", "outlet", "type", "q"));
        Measure by = measure(parameters, "by");
        Optional<String> end = readers.end();
        Optional<Period> period = parameters.period(end);
        Optional<String> outlet = parameters.text("outlet");
        if (by == Measure.OUTLETS && (period.isPresent() || outlet.isPresent())) {
            throw Problem.parameter("by", "Actors are ordered by outlets over all time and all outlets only.");
        }
        TopQuery query = new TopQuery(
                by,
                period,
                outlet,
                parameters.constant("type", ActorType.class),
                parameters.text("q").map(ActorRoutes::folded),
                Optional.empty(),
                1);
        Period around = surroundings(period, end);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("by", by.label());
        more.put("period", period);
        more.put("seriesPeriod", around);
        more.put("seriesStep", Step.of(around).label());
        Lists.answer(
                context,
                parameters,
                Listing.<Ranked>of("actors", COLUMNS, (after, limit) -> page(query, after, limit, around))
                        .with(more));
    }

    private Page<Ranked> page(TopQuery query, Optional<String> after, int limit, Period around) {
        TopQuery bounded = new TopQuery(
                query.by(),
                query.period(),
                query.outlet(),
                query.type(),
                query.name(),
                after.map(ActorRoutes::position),
                Math.min(TopQuery.MAX_LIMIT, limit + 1));
        List<ActorTotal> found = readers.queries().top(bounded);
        int size = Math.min(bounded.limit() - 1, found.size());
        List<ActorTotal> totals = found.subList(0, size);
        List<String> ids = totals.stream().map(total -> total.actor().id()).toList();
        Step step = Step.of(around);
        Map<String, List<ValueAt>> series = step == Step.HOUR
                ? readers.queries().hours(ids, query.by(), around)
                : readers.queries().days(ids, query.by(), around);
        Map<String, ActorProfiles.Role> roles = readers.profiles().latestRoles(ids);
        Map<String, Measures> previous = previous(ids, query);
        Map<String, String> mondays = new HashMap<>();
        List<Ranked> rows = totals.stream()
                .map(total -> new Ranked(
                        total.actor(),
                        Optional.ofNullable(roles.get(total.actor().id())).flatMap(ActorProfiles.Role::role),
                        Optional.ofNullable(roles.get(total.actor().id())).flatMap(ActorProfiles.Role::affiliation),
                        total.measures(),
                        Optional.ofNullable(previous.get(total.actor().id())),
                        step.of(series.getOrDefault(total.actor().id(), List.of()), mondays)))
                .toList();
        if (found.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        ActorTotal last = totals.get(size - 1);
        return new Page<>(
                rows,
                Optional.of(last.measures().get(query.by()) + "~" + last.actor().id()));
    }

    /** Empty where there is no period to compare with. */
    private Map<String, Measures> previous(List<String> actorIds, TopQuery query) {
        return query.period()
                .filter(period -> period.hours() <= Period.MAX_COMPARED_HOURS)
                .map(period -> readers.queries().measures(actorIds, Optional.of(period.preceding()), query.outlet()))
                .orElse(Map.of());
    }

    /** @param mondays those of the days that were met before: a page has many actors, but few days */
    private static List<ValueAt> weekly(List<ValueAt> days, Map<String, String> mondays) {
        Map<String, Long> weeks = new LinkedHashMap<>();
        days.forEach(
                day -> weeks.merge(mondays.computeIfAbsent(day.at(), ActorRoutes::monday), day.value(), Long::sum));
        return weeks.entrySet().stream()
                .map(week -> new ValueAt(week.getKey(), week.getValue()))
                .toList();
    }

    private static String monday(String day) {
        return LocalDate.parse(day)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .toString();
    }

    /**
     * What a sparkline shows: the period itself, a day around a shorter one, all that there is for all time, but no more than
     * a year before its end. It begins with a whole day or week where it goes by them.
     */
    private Period surroundings(Optional<Period> period, Optional<String> end) {
        String last = end.orElseGet(readers::hour);
        String to = period.map(Period::to)
                .filter(given -> given.compareTo(last) < 0)
                .orElse(last);
        String dayBefore = Hour.of(Hour.parse(to).minus(24, ChronoUnit.HOURS));
        String yearBefore = Hour.of(Hour.parse(to).minus(LONGEST_SERIES_DAYS, ChronoUnit.DAYS));
        String first = readers.queries()
                .span()
                .map(Period::from)
                .filter(hour -> hour.compareTo(to) < 0)
                .orElse(dayBefore);
        String from;
        if (period.isEmpty()) {
            from = first.compareTo(yearBefore) < 0 ? yearBefore : first;
        } else if (period.get().hours() < 24 || period.get().from().compareTo(to) > 0) {
            from = dayBefore;
        } else {
            from = period.get().from().compareTo(first) < 0
                    ? first
                    : period.get().from();
        }
        return switch (Step.of(new Period(from, to))) {
            case HOUR -> new Period(from, to);
            case DAY -> new Period(Hour.day(from) + MIDNIGHT, to);
            case WEEK -> new Period(monday(Hour.day(from)) + MIDNIGHT, to);
        };
    }

    private void actor(Context context) {
        Parameters parameters = new Parameters(context, PERIOD);
        String id = context.pathParam("id");
        Queries queries = readers.queries();
        Optional<String> other = queries.aliasOf(id);
        if (other.isPresent()) {
            context.header("Location", Api.ROOT + "/actors/" + encoded(other.get()))
                    .status(307);
            return;
        }
        Optional<String> end = readers.end();
        Optional<Period> period = parameters.period(end);
        Optional<ActorTotal> total = queries.actor(id);
        Optional<EntityTotal> mentions = readers.entities().entity(id);
        Map<Cause, Long> retractions = queries.retractions(id);
        if (total.isEmpty() && mentions.isEmpty() && retractions.isEmpty()) {
            throw Problem.notFound("No actor has the id '" + id + "'.");
        }
        NamedEntity actor = total.map(ActorTotal::actor)
                .or(() -> mentions.map(EntityTotal::entity))
                .orElse(new NamedEntity(id, id, ActorType.UNKNOWN));
        List<MeasuresAt> days = queries.days(id, period);
        Json.answer(
                context,
                new Actor(
                        actor,
                        queries.measures(id, Optional.empty(), Optional.empty()),
                        period,
                        period.map(p -> queries.measures(id, Optional.of(p), Optional.empty())),
                        mentions,
                        retractions,
                        queries.namesOf(id),
                        readers.profiles().roles(id),
                        readers.profiles().acts(id),
                        readers.profiles().about(id, ABOUT),
                        queries.outlets(id),
                        queries.hours(id, period.or(() -> lastDays(days))),
                        days));
    }

    /** The last days up to that on which an actor was quoted last. */
    private static Optional<Period> lastDays(List<MeasuresAt> days) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        LocalDate last = LocalDate.parse(days.get(days.size() - 1).at());
        return Optional.of(Period.days(last.minusDays(HOURLY_UP_TO / 24 - 1), last));
    }

    static Measure measure(Parameters parameters, String name) {
        Set<String> labels = Api.labels();
        return Measure.of(parameters.word(name, labels, Measure.STATEMENTS.label()));
    }

    /** Ids are folded names: what is looked for is folded the same way, as far as that can be told. */
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static TopQuery.Last position(String text) {
        int tilde = text.indexOf('~');
        try {
            return new TopQuery.Last(Long.parseLong(text.substring(0, Math.max(0, tilde))), text.substring(tilde + 1));
        } catch (NumberFormatException e) {
            throw Parameters.badCursor();
        }
    }
}
