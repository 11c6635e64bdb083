package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Database;
import dev.hearsay.store.DeadDelivery;
import dev.hearsay.store.Queries;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.http.Problem;
import dev.hearsay.web.webhooks.SubscriptionRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay subscriptions}. */
@Command(
        name = "subscriptions",
        description = {
            "Have claims that pass a filter, and their ends, sent to an address as webhooks. This writes them into the",
            "database; hearsay up or hearsay web delivers, within a second. See docs/subscribe.md for what is sent."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay subscriptions add https://hooks.example/claims --actor \"Amara Nkembe\"",
            "  hearsay subscriptions add https://hooks.example/all --after none      everything, from the beginning",
            "  hearsay subscriptions list",
            "  hearsay subscriptions dead sub_1f2e3d4c5b6a798081",
            "  hearsay subscriptions resend sub_1f2e3d4c5b6a798081 --all"
        },
        subcommands = {
            SubscriptionsCommand.Add.class,
            SubscriptionsCommand.ListThem.class,
            SubscriptionsCommand.Pause.class,
            SubscriptionsCommand.Resume.class,
            SubscriptionsCommand.Remove.class,
            SubscriptionsCommand.Secret.class,
            SubscriptionsCommand.Dead.class,
            SubscriptionsCommand.Resend.class,
            SubscriptionsCommand.Discard.class
        })
public final class SubscriptionsCommand extends Group {
    private static String filter(Subscription row) {
        return new TreeMap<>(row.filter())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Failure usage(Problem problem) {
        return Failure.usage(String.valueOf(problem.getMessage()));
    }

    /** {@code hearsay subscriptions add}. */
    @Command(
            name = "add",
            description = {
                "Subscribe an address. It gets what comes from now on, unless --after says otherwise. The secret that",
                "deliveries are signed with is printed once, and never again."
            })
    static final class Add implements Callable<Integer> {
        @Mixin
        private DataOptions data;

        @Parameters(paramLabel = "URL", description = "Where to send them: an http or https address.")
        private String url = "";

        @Mixin
        private FilterOptions wanted;

        @Option(names = "--type", paramLabel = "TYPE", description = "Only claims that are direct, indirect or mixed.")
        private @Nullable String type;

        @Option(names = "--note", paramLabel = "TEXT", description = "What it is for.")
        private @Nullable String note;

        @Option(
                names = "--after",
                paramLabel = "POSITION",
                description =
                        "Begin after this position of the claim stream, such as 0:123,1:456; none is the beginning.")
        private @Nullable String after;

        @Option(
                names = "--secret",
                paramLabel = "TEXT",
                description = "A secret of yours: whsec_ and the Base64 of 24 to 64 bytes (default: a new one).")
        private @Nullable String secret;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() {
            Map<String, String> filter = new HashMap<>();
            put(filter, "actor", wanted.actor());
            put(filter, "outlet", wanted.outlet());
            put(filter, "story", wanted.story());
            put(filter, "act", wanted.act().map(Act::name));
            put(filter, "type", Optional.ofNullable(type));
            put(filter, "entity", wanted.about());
            put(filter, "q", wanted.text());
            SubscriptionRequest request;
            try {
                request = new SubscriptionRequest(
                        url, note == null ? "" : note, filter, Optional.ofNullable(secret), Optional.ofNullable(after));
            } catch (Problem problem) {
                throw usage(problem);
            }
            SubscriptionRequest.Opened opened;
            try (Database database = data.existing();
                    Subscriptions subscriptions = new Subscriptions(database)) {
                opened = request.open(new ClaimChanges(database), Instant.now());
                if (!subscriptions.add(opened.subscription(), opened.secret())) {
                    throw Failure.cannotRun(
                            "There are " + Subscriptions.MOST + " subscriptions already: remove one first.");
                }
            }
            output.print(new Rows(Column.text("id"), Column.text("secret"))
                    .add(opened.subscription().id(), secret == null ? opened.secret() : ""));
            return 0;
        }

        private static void put(Map<String, String> filter, String name, Optional<String> value) {
            value.ifPresent(given -> filter.put(name, given));
        }
    }

    /** {@code hearsay subscriptions list}. */
    @Command(name = "list", description = "List the subscriptions, oldest first, and how their deliveries go.")
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private DataOptions data;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() {
            Rows rows = new Rows(
                    Column.text("id"),
                    Column.text("state"),
                    Column.number("delivered"),
                    Column.number("dead"),
                    Column.number("attempts"),
                    Column.text("error"),
                    Column.text("filter"),
                    Column.text("url"),
                    Column.text("note"),
                    Column.text("position"),
                    Column.text("lastDelivered"));
            try (Database database = data.existing();
                    Subscriptions subscriptions = new Subscriptions(database)) {
                subscriptions
                        .all()
                        .forEach(row -> rows.add(
                                row.id(),
                                row.paused() ? "paused" : "active",
                                row.delivered(),
                                row.dead(),
                                row.failing()
                                        .map(Subscription.Failing::attempts)
                                        .orElse(0),
                                row.reason()
                                        .or(() -> row.failing().map(Subscription.Failing::error))
                                        .orElse(""),
                                filter(row),
                                row.url(),
                                row.note(),
                                row.position().offsets(),
                                row.lastDelivered()));
            }
            output.print(rows);
            return 0;
        }
    }

    /** A command on one subscription. */
    abstract static class OnOne implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data;

        @Parameters(index = "0", paramLabel = "ID", description = "The id of the subscription.")
        private String id = "";

        OnOne(Terminal terminal) {
            this.terminal = terminal;
        }

        /** Does it, and says what was done; absent if there is no such subscription. */
        abstract Optional<String> apply(Subscriptions subscriptions, String to);

        @Override
        public final Integer call() {
            try (Database database = data.existing();
                    Subscriptions subscriptions = new Subscriptions(database)) {
                Optional<String> done = subscriptions.find(id).flatMap(row -> apply(subscriptions, row.id()));
                if (done.isEmpty()) {
                    terminal.note(
                            "hearsay: There is no subscription " + id + "; hearsay subscriptions list shows them.");
                    return Failure.FOUND;
                }
                if (!done.get().isEmpty()) {
                    terminal.println(done.get());
                }
                return 0;
            }
        }

        static Optional<String> told(boolean done, String sentence) {
            return done ? Optional.of(sentence) : Optional.empty();
        }
    }

    /** {@code hearsay subscriptions pause}. */
    @Command(name = "pause", description = "Deliver nothing until it is resumed; nothing is lost meanwhile.")
    static final class Pause extends OnOne {
        Pause(Terminal terminal) {
            super(terminal);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            return told(subscriptions.pause(to, ""), to + " is paused.");
        }
    }

    /** {@code hearsay subscriptions resume}. */
    @Command(name = "resume", description = "Go on where it was paused, or try at once what fails.")
    static final class Resume extends OnOne {
        Resume(Terminal terminal) {
            super(terminal);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            return told(subscriptions.resume(to), to + " is active.");
        }
    }

    /** {@code hearsay subscriptions remove}. */
    @Command(name = "remove", description = "End a subscription, and forget its dead deliveries.")
    static final class Remove extends OnOne {
        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            return told(subscriptions.remove(to), to + " is removed.");
        }
    }

    /** {@code hearsay subscriptions secret}. */
    @Command(
            name = "secret",
            description = "Sign with a new secret, which is printed once; the old one signs beside it for a day.")
    static final class Secret extends OnOne {
        @Option(
                names = "--secret",
                paramLabel = "TEXT",
                description = "A secret of yours: whsec_ and the Base64 of 24 to 64 bytes (default: a new one).")
        private @Nullable String secret;

        Secret(Terminal terminal) {
            super(terminal);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            try {
                String chosen = secret == null ? SubscriptionRequest.newSecret() : secret;
                SubscriptionRequest.checkSecret(chosen);
                return told(
                        subscriptions.changeSecret(to, chosen, Instant.now().plus(SubscriptionRequest.OLD_SECRET)),
                        secret == null ? chosen : to + " has your secret.");
            } catch (Problem problem) {
                throw usage(problem);
            }
        }
    }

    /** {@code hearsay subscriptions dead}. */
    @Command(name = "dead", description = "List what could not be delivered, and why, oldest first.")
    static final class Dead extends OnOne {
        @Mixin
        private OutputOptions output;

        Dead(Terminal terminal) {
            super(terminal);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            Rows rows = new Rows(
                    Column.text("id"),
                    Column.text("givenUp"),
                    Column.number("changes"),
                    Column.number("attempts"),
                    Column.text("error"),
                    Column.text("message"),
                    Column.text("resend"));
            for (DeadDelivery dead : subscriptions.dead(to, 0, Queries.MAX_PAGE).rows()) {
                rows.add(
                        Long.toString(dead.id()),
                        dead.givenUp().toString(),
                        dead.changes().size(),
                        dead.attempts(),
                        dead.error(),
                        dead.messageId(),
                        dead.resend());
            }
            output.print(rows);
            return Optional.of("");
        }
    }

    /** What the commands on dead deliveries are given. */
    abstract static class OnDead extends OnOne {
        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Parameters(index = "1..*", paramLabel = "DELIVERY", description = "Ids as dead prints them.")
        private List<Long> deliveries = List.of();

        OnDead(Terminal terminal) {
            super(terminal);
        }

        /** Does it to one or to all, and says to how many. */
        abstract int apply(Subscriptions subscriptions, String to, Optional<Long> delivery);

        final int each(Subscriptions subscriptions, String to) {
            if (all != deliveries.isEmpty()) {
                throw Failure.usage("Name the deliveries by their ids, or say --all.");
            }
            return all
                    ? apply(subscriptions, to, Optional.empty())
                    : deliveries.stream()
                            .mapToInt(delivery -> apply(subscriptions, to, Optional.of(delivery)))
                            .sum();
        }
    }

    /** {@code hearsay subscriptions resend}. */
    @Command(
            name = "resend",
            description = {
                "Send dead deliveries again, once each. They come out of order, with what may be read by then; the offset",
                "of a change tells whether it is older than another one of the same claim."
            })
    static final class Resend extends OnDead {
        Resend(Terminal terminal) {
            super(terminal);
        }

        @Override
        int apply(Subscriptions subscriptions, String to, Optional<Long> delivery) {
            return subscriptions.resend(to, delivery);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            return Optional.of("To be sent again: " + each(subscriptions, to) + ".");
        }
    }

    /** {@code hearsay subscriptions discard}. */
    @Command(name = "discard", description = "Take dead deliveries off the list.")
    static final class Discard extends OnDead {
        Discard(Terminal terminal) {
            super(terminal);
        }

        @Override
        int apply(Subscriptions subscriptions, String to, Optional<Long> delivery) {
            return subscriptions.discard(to, delivery);
        }

        @Override
        Optional<String> apply(Subscriptions subscriptions, String to) {
            return Optional.of("Discarded: " + each(subscriptions, to) + ".");
        }
    }
}
