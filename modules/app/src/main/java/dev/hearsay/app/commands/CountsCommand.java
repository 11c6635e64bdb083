package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.Database;
import dev.hearsay.store.Period;
import dev.hearsay.store.Queries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay counts}. */
@Command(
        name = "counts",
        description = {
            "The counts of one actor: all time, or by hour, day or outlet. Without an actor every count of every",
            "actor and entity, in one fixed order: equal counts print equal bytes."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay counts \"Amara Nkembe\"",
            "  hearsay counts \"Amara Nkembe\" --by hour --from 7d",
            "  hearsay counts \"\" --by outlet              unnamed speakers, who are counted by hour and outlet only",
            "  hearsay counts --format json > before.json"
        })
public final class CountsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data;

    @Parameters(arity = "0..1", paramLabel = "ACTOR", description = "Name or id of an actor.")
    private @Nullable String actor;

    @Option(names = "--by", paramLabel = "PART", description = "hour, day or outlet.")
    private @Nullable String by;

    @Mixin
    private PeriodOptions period;

    @Mixin
    private OutputOptions output;

    CountsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<Period> wanted = period.period();
        String part = by == null ? "" : by.toLowerCase(Locale.ROOT);
        if (!List.of("", "hour", "day", "outlet").contains(part)) {
            throw Failure.usage("--by is \"" + by + "\", but must be hour, day or outlet.");
        }
        if (actor == null && !part.isEmpty()) {
            throw Failure.usage("--by needs an actor: hearsay counts ACTOR --by " + part + ".");
        }
        if (wanted.isPresent() && !part.equals("hour") && !part.equals("day")) {
            throw Failure.usage("--from and --to go with --by hour and --by day; hearsay top has them for everyone.");
        }
        try (Database database = data.existing()) {
            Queries queries = new Queries(database);
            return actor == null ? all(queries) : one(queries, actor, part, wanted);
        }
    }

    private int all(Queries queries) {
        Rows rows = CountRows.ofAll();
        queries.counts(row -> CountRows.add(rows, row));
        output.print(rows);
        return 0;
    }

    private int one(Queries queries, String name, String part, Optional<Period> wanted) {
        String id = NormalizedName.of(name);
        if (id.isEmpty() && part.isEmpty()) {
            throw Failure.usage("Unnamed speakers are counted by hour and outlet only: add --by hour or --by outlet.");
        }
        Rows rows =
                switch (part) {
                    case "hour" -> CountRows.ofSeries("hour", queries.hours(id, wanted));
                    case "day" -> CountRows.ofSeries("day", queries.days(id, wanted));
                    case "outlet" -> CountRows.ofSeries("outlet", queries.outlets(id));
                    default -> {
                        Optional<ActorTotal> total = queries.actor(id);
                        yield CountRows.ofActors(total.map(List::of).orElse(List.of()));
                    }
                };
        output.print(rows);
        if (rows.size() == 0) {
            terminal.note(
                    "hearsay: Nothing is counted for \"" + name + "\"" + (wanted.isPresent() ? " in that time." : "."));
            return Failure.FOUND;
        }
        return 0;
    }
}
