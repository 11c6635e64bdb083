package dev.hearsay.web.api;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimFilter;
import dev.hearsay.store.ClaimRow;
import dev.hearsay.store.NamedEntity;
import dev.hearsay.store.StatementRow;
import dev.hearsay.store.StoryRow;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Listing;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code claims} and {@code statements}: what was said. */
final class ClaimRoutes {
    private static final Set<String> FILTERS =
            Api.with(Lists.PARAMETERS, "outlet", "entity", "story", "act", "type", "period", "from", "to", "q");

    private static final Listing.Columns<ClaimRow> COLUMNS = new Listing.Columns<ClaimRow>()
            .add("claim_id", ClaimRow::claimId)
            .add("story_id", ClaimRow::storyId)
            .add("version", ClaimRow::version)
            .add("time", ClaimRow::time)
            .add("outlet", ClaimRow::outlet)
            .add("actor_id", claim -> claim.actor().map(NamedEntity::id))
            .add("actor_name", claim -> claim.actor().map(NamedEntity::name))
            .add("actor_type", claim -> claim.actor().map(NamedEntity::type))
            .add("role", ClaimRow::role)
            .add("affiliation", ClaimRow::affiliation)
            .add("source", ClaimRow::sourceText)
            .add("cue", ClaimRow::cueText)
            .add("content", ClaimRow::contentText)
            .add("type", ClaimRow::type)
            .add("act", ClaimRow::act)
            .add("about", claim -> claim.about().stream().map(NamedEntity::name).toList())
            .add("confidence", ClaimRow::confidence)
            .add("decided_by", ClaimRow::decidedBy)
            .add("headline", ClaimRow::headline)
            .add("url", ClaimRow::url)
            .add("language", ClaimRow::language)
            .add("fingerprint", ClaimRow::fingerprint);

    private final Readers readers;

    ClaimRoutes(Readers readers) {
        this.readers = readers;
    }

    /**
     * A claim, whether it stands or not.
     *
     * @param state live, or retracted
     * @param claim as it stands
     * @param retracted why it does not stand
     * @param story state of its story
     * @param changes what happened to it, earliest first
     */
    record OneClaim(
            String claimId,
            String state,
            Optional<ClaimRow> claim,
            Optional<Retracted> retracted,
            Optional<StoryRow> story,
            List<ClaimChange> changes) {}

    /**
     * Why a claim does not stand.
     *
     * @param content what it said, if its story may be read
     */
    record Retracted(Cause cause, Optional<String> version, Instant at, Optional<String> content) {}

    /** A statement and its reports. */
    record OneStatement(
            String statementId,
            NamedEntity actor,
            String fingerprint,
            String hour,
            ClaimType type,
            long reports,
            List<StatementRow.Cell> cells,
            List<ClaimRow> claims) {}

    void mount(Api api, RoutesConfig routes) {
        api.get(routes, "/claims", context -> claims(context, Optional.empty()));
        api.get(routes, "/actors/{id}/claims", context -> claims(context, Optional.of(context.pathParam("id"))));
        api.get(routes, "/claims/{id}", this::claim);
        api.get(routes, "/statements/{id}", this::statement);
    }

    private void claims(Context context, Optional<String> actor) {
        Parameters parameters = new Parameters(context, actor.isPresent() ? FILTERS : Api.with(FILTERS, "actor"));
        ClaimFilter filter = new ClaimFilter(
                actor.or(() -> parameters.text("actor")),
                parameters.text("outlet"),
                parameters.text("entity"),
                parameters.text("story"),
                parameters.constant("act", Act.class),
                parameters.constant("type", ClaimType.class),
                parameters.period(readers.end()),
                parameters.text("q"));
        Lists.answer(context, parameters, Listing.of("claims", COLUMNS, (after, limit) -> readers.queries()
                .claims(filter, after, limit)));
    }

    private void claim(Context context) {
        new Parameters(context, Set.of());
        String id = context.pathParam("id");
        Optional<ClaimRow> live = readers.queries().claim(id);
        List<ClaimChange> changes = readers.changes().ofClaim(id);
        if (live.isEmpty() && changes.isEmpty()) {
            throw Problem.notFound("No claim has, or had, the id '" + id + "'.");
        }
        Optional<StoryRow> story = live.map(ClaimRow::storyId)
                .or(() -> changes.stream()
                        .flatMap(change -> change.storyId().stream())
                        .findFirst())
                .flatMap(readers.queries()::story);
        Json.answer(
                context,
                new OneClaim(
                        id,
                        live.isPresent() ? "live" : "retracted",
                        live,
                        live.isPresent() ? Optional.empty() : retracted(changes, story),
                        story,
                        changes));
    }

    private static Optional<Retracted> retracted(List<ClaimChange> changes, Optional<StoryRow> story) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        ClaimChange last = changes.get(changes.size() - 1);
        boolean readable = story.map(row -> row.status() == StoryStatus.USABLE).orElse(false);
        Optional<String> said =
                changes.stream().flatMap(change -> change.content().stream()).reduce((earlier, later) -> later);
        return Optional.of(
                new Retracted(last.cause(), last.version(), last.changed(), readable ? said : Optional.empty()));
    }

    private void statement(Context context) {
        new Parameters(context, Set.of());
        String id = context.pathParam("id");
        Keys.StatementRef ref;
        try {
            ref = Keys.parseStatement(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("'" + id + "' is no id of a statement: it must be actor|fingerprint.");
        }
        StatementRow row = readers.queries()
                .statement(ref.actorId(), ref.fingerprint())
                .orElseThrow(() -> Problem.notFound("No live story reports the statement '" + id + "'."));
        Json.answer(
                context,
                new OneStatement(
                        id,
                        row.actor(),
                        row.fingerprint(),
                        row.hour(),
                        row.type(),
                        row.reports(),
                        row.cells(),
                        readers.queries().reports(ref.actorId(), ref.fingerprint())));
    }
}
