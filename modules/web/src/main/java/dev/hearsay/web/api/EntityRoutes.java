package dev.hearsay.web.api;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.store.EntityQueries;
import dev.hearsay.store.EntityTotal;
import dev.hearsay.store.MentionsAt;
import dev.hearsay.store.Page;
import dev.hearsay.store.Period;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Listing;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code entities}: who and what is named. */
final class EntityRoutes {
    private static final Listing.Columns<EntityTotal> COLUMNS = new Listing.Columns<EntityTotal>()
            .add("entity_id", row -> row.entity().id())
            .add("name", row -> row.entity().name())
            .add("type", row -> row.entity().type())
            .add("mentions", EntityTotal::mentions)
            .add("stories", EntityTotal::stories);

    private final Readers readers;

    EntityRoutes(Readers readers) {
        this.readers = readers;
    }

    /** An entity and its mentions by hour. */
    record OneEntity(EntityTotal total, List<String> names, List<MentionsAt> hours) {}

    void mount(Api api, RoutesConfig routes) {
        api.get(routes, "/entities", this::entities);
        api.get(routes, "/entities/{id}", this::entity);
    }

    private void entities(Context context) {
        Parameters parameters =
                new Parameters(context, Api.with(Lists.PARAMETERS, "period", "from", "to", "type", "q"));
        Optional<Period> period = parameters.period(readers.end());
        Optional<ActorType> type = parameters.constant("type", ActorType.class);
        Optional<String> name = parameters.text("q").map(ActorRoutes::folded);
        Lists.answer(
                context,
                parameters,
                Listing.of(
                        "entities",
                        COLUMNS,
                        (after, limit) -> page(new EntityQueries.Top(
                                period,
                                type,
                                name,
                                after.map(ActorRoutes::position),
                                Math.min(limit + 1, dev.hearsay.store.Queries.MAX_PAGE)))));
    }

    private Page<EntityTotal> page(EntityQueries.Top query) {
        List<EntityTotal> found = readers.entities().top(query);
        int size = query.limit() - 1;
        if (found.size() <= size) {
            return new Page<>(found, Optional.empty());
        }
        EntityTotal last = found.get(size - 1);
        return new Page<>(
                found.subList(0, size),
                Optional.of(last.mentions() + "~" + last.entity().id()));
    }

    private void entity(Context context) {
        Parameters parameters = new Parameters(context, Set.of("period", "from", "to"));
        String id = context.pathParam("id");
        EntityTotal total = readers.entities()
                .entity(id)
                .orElseThrow(() -> Problem.notFound("No live story names an entity with the id '" + id + "'."));
        Json.answer(
                context,
                new OneEntity(
                        total,
                        readers.queries().namesOf(id),
                        readers.entities().hours(id, parameters.period(readers.end()))));
    }
}
