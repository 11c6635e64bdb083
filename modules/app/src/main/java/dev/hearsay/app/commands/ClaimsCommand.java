package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.changes.ChangeLine;
import dev.hearsay.app.output.DisplayWidth;
import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.ClaimFilter;
import dev.hearsay.store.ClaimRow;
import dev.hearsay.store.Database;
import dev.hearsay.store.NamedEntity;
import dev.hearsay.store.Page;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TextSpan;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay claims}. */
@Command(
        name = "claims",
        description = {
            "Who said what: the sentences behind the counts, latest story first. With --follow, whatever is said",
            "and taken back from now on, and why, until Ctrl-C."
        },
        footer = {
            "",
            "In what --follow prints, + is a new claim, - one taken back, > one that has another speaker",
            "now, ~ one that changed otherwise. With --format json it prints one object a line.",
            "",
            "Examples:",
            "  hearsay claims --actor \"Amara Nkembe\" --limit 20",
            "  hearsay claims --text \"reserve line\" --outlet \"Meridian Wire\"",
            "  hearsay claims --follow --actor \"Amara Nkembe\"",
            "  hearsay claims --from 24h --format csv > claims.csv"
        })
public final class ClaimsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    @Mixin
    private DataOptions data;

    @Option(names = "--follow", description = "Print changes as they come, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private FilterOptions filter;

    @Mixin
    private PeriodOptions period;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private OutputOptions output;

    ClaimsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw Failure.usage("--limit must be 0 or more.");
        }
        Optional<Act> wanted = filter.act();
        if (follow
                && (filter.about().isPresent()
                        || filter.text().isPresent()
                        || period.period().isPresent())) {
            throw Failure.usage("--follow goes with --actor, --outlet, --story and --act only.");
        }
        try (Database database = data.existing()) {
            if (follow) {
                new Follower(database, wanted).run();
            } else {
                list(new Queries(database), filter(wanted));
            }
        }
        return 0;
    }

    private ClaimFilter filter(Optional<Act> wanted) {
        return new ClaimFilter(
                filter.actor(),
                filter.outlet(),
                filter.about(),
                filter.story(),
                wanted,
                Optional.empty(),
                period.period(),
                filter.text());
    }

    private void list(Queries queries, ClaimFilter filter) {
        Rows rows = output.format() == Format.TABLE ? tableRows() : claimRows();
        Optional<String> next = Optional.empty();
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        do {
            Page<ClaimRow> page = queries.claims(filter, next, Math.min(left, Queries.MAX_PAGE));
            page.rows()
                    .forEach(
                            output.format() == Format.TABLE
                                    ? claim -> addShort(rows, claim)
                                    : claim -> add(rows, claim));
            left -= page.rows().size();
            next = page.next();
        } while (next.isPresent() && left > 0);
        output.print(rows);
        if (next.isPresent()) {
            terminal.note("hearsay: There are more; --limit 0 prints all.");
        }
    }

    private static Rows tableRows() {
        return new Rows(
                Column.text("time"),
                Column.text("actor"),
                Column.text("act"),
                Column.text("type"),
                Column.text("content"),
                Column.text("outlet"));
    }

    private static void addShort(Rows rows, ClaimRow claim) {
        rows.add(
                MINUTE.format(claim.time()),
                claim.actor().map(NamedEntity::name).orElse("- " + claim.sourceText()),
                claim.act(),
                claim.type(),
                claim.contentText().isBlank() ? claim.cueText() : claim.contentText(),
                claim.outlet());
    }

    private static Rows claimRows() {
        return new Rows(
                Column.text("claimId"),
                Column.text("storyId"),
                Column.text("version"),
                Column.text("actorId"),
                Column.text("actorName"),
                Column.text("actorType"),
                Column.text("role"),
                Column.text("affiliation"),
                Column.text("act"),
                Column.text("type"),
                Column.text("source"),
                Column.text("sourceText"),
                Column.text("cue"),
                Column.text("cueText"),
                Column.text("content"),
                Column.text("contentText"),
                Column.text("about"),
                Column.number("confidence"),
                Column.text("decidedBy"),
                Column.text("extractor"),
                Column.text("outlet"),
                Column.text("time"),
                Column.text("headline"),
                Column.text("url"),
                Column.text("context"));
    }

    private static void add(Rows rows, ClaimRow claim) {
        rows.add(
                claim.claimId(),
                claim.storyId(),
                claim.version(),
                claim.actor().map(NamedEntity::id),
                claim.actor().map(NamedEntity::name),
                claim.actor().map(NamedEntity::type),
                claim.role(),
                claim.affiliation(),
                claim.act(),
                claim.type(),
                spans(claim.source()),
                claim.sourceText(),
                spans(claim.cue()),
                claim.cueText(),
                spans(claim.content()),
                claim.contentText(),
                claim.about().stream().map(NamedEntity::id).toList(),
                claim.confidence(),
                claim.decidedBy(),
                claim.extractor(),
                claim.outlet(),
                claim.time(),
                claim.headline(),
                claim.url(),
                claim.context());
    }

    private static List<List<Integer>> spans(List<TextSpan> spans) {
        return spans.stream().map(span -> List.of(span.start(), span.end())).toList();
    }

    /** Prints the changes that are committed from now on. */
    private final class Follower {
        private final ClaimChanges changes;
        private final Queries queries;
        private final Optional<Act> wantedAct;
        private final Set<String> wantedNames;

        Follower(Database database, Optional<Act> wantedAct) {
            changes = new ClaimChanges(database);
            queries = new Queries(database);
            this.wantedAct = wantedAct;
            wantedNames = filter.actor()
                    .<Set<String>>map(id -> new HashSet<>(queries.namesOf(id)))
                    .orElse(Set.of());
        }

        /** Until the process ends, or the thread is interrupted. */
        void run() {
            ChangeLine line = new ChangeLine(
                    id -> queries.actor(id).map(total -> total.actor().name()));
            long seen = changes.latest();
            while (!Thread.currentThread().isInterrupted()) {
                List<ClaimChange> next = changes.after(seen, Queries.MAX_PAGE);
                for (ClaimChange change : next) {
                    seen = change.id();
                    if (wanted(change)) {
                        print(line, change);
                    }
                }
                if (next.isEmpty()) {
                    pause();
                }
            }
        }

        private void pause() {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean wanted(ClaimChange change) {
            return (filter.story().isEmpty() || filter.story().equals(change.storyId()))
                    && (wanted(change.before()) || wanted(change.after()));
        }

        private boolean wanted(Optional<ClaimChange.Side> side) {
            return side.filter(value -> wantedNames.isEmpty()
                            || value.actorId().filter(wantedNames::contains).isPresent())
                    .filter(value -> filter.outlet().map(value.outlet()::equals).orElse(true))
                    .filter(value -> wantedAct.isEmpty() || value.act().equals(wantedAct))
                    .isPresent();
        }

        private void print(ChangeLine line, ClaimChange change) {
            switch (output.format()) {
                case TABLE ->
                    terminal.println(SECOND.format(change.changed()) + "  " + DisplayWidth.printable(line.of(change)));
                case JSON -> terminal.print(rows(change).jsonLines());
                case CSV -> {
                    String csv = rows(change).print(Format.CSV, 0);
                    terminal.print(csv.substring(csv.indexOf('\n') + 1));
                }
            }
        }

        private Rows rows(ClaimChange change) {
            return new Rows(
                            Column.number("id"),
                            Column.text("changed"),
                            Column.text("cause"),
                            Column.text("retraction"),
                            Column.text("claimId"),
                            Column.text("storyId"),
                            Column.text("version"),
                            Column.text("status"),
                            Column.text("actorBefore"),
                            Column.text("actorNow"),
                            Column.text("act"),
                            Column.text("outlet"),
                            Column.text("content"))
                    .add(
                            change.id(),
                            change.changed(),
                            change.cause(),
                            change.retraction(),
                            change.claimId(),
                            change.storyId(),
                            change.version(),
                            change.status(),
                            change.before().flatMap(ClaimChange.Side::actorId),
                            change.after().flatMap(ClaimChange.Side::actorId),
                            change.after().or(change::before).flatMap(ClaimChange.Side::act),
                            change.after().or(change::before).map(ClaimChange.Side::outlet),
                            change.content());
        }
    }
}
