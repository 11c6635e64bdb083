package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.Database;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TopQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay top}. */
@Command(
        name = "top",
        description = {
            "Who says most: actors by their number of distinct statements, or by another measure.",
            "Reads the database; the pipeline may be running or not."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay top",
            "  hearsay top --by reports --from 24h --limit 50",
            "  hearsay top --outlet \"Meridian Wire\" --type organization --format csv"
        })
public final class TopCommand implements Callable<Integer> {
    @Mixin
    private DataOptions data;

    @Option(
            names = "--by",
            paramLabel = "MEASURE",
            defaultValue = "statements",
            description = {
                "statements, reports, outlets, articles, direct, indirect, mixed or nonResponses",
                "(default: ${DEFAULT-VALUE})."
            })
    private String by = "";

    @Mixin
    private PeriodOptions period;

    @Option(names = "--outlet", paramLabel = "NAME", description = "Only what this outlet printed.")
    private @Nullable String outlet;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only actors of this type: person, organization, place or misc.")
    private @Nullable String type;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, up to " + TopQuery.MAX_LIMIT + " (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        TopQuery query = query();
        try (Database database = data.existing()) {
            List<ActorTotal> top = new Queries(database).top(query);
            output.print(CountRows.ofActors(top));
        }
        return 0;
    }

    private TopQuery query() {
        try {
            TopQuery query = TopQuery.by(Measure.of(by), limit);
            query = period.period().map(query::in).orElse(query);
            query = outlet == null ? query : query.at(outlet);
            return type == null ? query : query.of(type(type));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw Failure.usage(Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".");
        }
    }

    private static ActorType type(String name) {
        return Arrays.stream(ActorType.values())
                .filter(type -> type != ActorType.UNKNOWN && type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Failure.usage("There is no type \"" + name + "\" of actors, but "
                        + Arrays.stream(ActorType.values())
                                .filter(type -> type != ActorType.UNKNOWN)
                                .map(type -> type.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
