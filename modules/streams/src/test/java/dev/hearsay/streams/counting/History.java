package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.streams.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What happened to a few stories, in the order in which it was accepted. */
public record History(List<Event> events) {
    static final int STORIES = 4;

    /** One thing that happened. */
    public sealed interface Event {}

    /** Somebody says something: one paragraph. Both names speak if there are two. */
    public record Line(List<String> names, String verb, String content) {
        @Override
        public String toString() {
            return String.join("+", names) + " " + verb + " " + content;
        }
    }

    /**
     * A version of a story that is no cancel. All times are in minutes after noon; no two versions were made at the same.
     *
     * @param number null if it has none
     */
    public record Version(
            int story,
            @Nullable Integer number,
            int made,
            boolean usable,
            String outlet,
            int created,
            @Nullable Integer embargo,
            List<Line> lines)
            implements Event {}

    /** A cancel. */
    public record Cancel(
            int story, @Nullable Integer number, @Nullable Integer made) implements Event {}

    /** A name stands for an actor from now on; for itself if that is null. */
    public record Alias(String name, @Nullable String actorId) implements Event {}

    /** The clock goes on, in minutes. */
    public record Clock(int minutes) implements Event {}

    /** Copies the list. */
    public History {
        events = List.copyOf(events);
    }

    static String id(int story) {
        return "s" + story;
    }

    /** The article of a version or cancel, in a world where it was noon at that instant. */
    static Article article(Event event, Instant noon) {
        if (event instanceof Cancel cancel) {
            return Wire.cancel(id(cancel.story()))
                    .setFirstCreated(noon)
                    .setVersion(text(cancel.number()))
                    .setVersionTime(minutes(noon, cancel.made()))
                    .build();
        }
        Version version = (Version) event;
        return Wire.story(
                        id(version.story()),
                        version.lines().stream().map(Line::toString).toArray(String[]::new))
                .setVersion(text(version.number()))
                .setVersionTime(minutes(noon, version.made()))
                .setStatus(version.usable() ? ArticleStatus.USABLE : ArticleStatus.WITHHELD)
                .setOutlet(version.outlet())
                .setFirstCreated(minutes(noon, version.created()))
                .setEmbargo(minutes(noon, version.embargo()))
                .build();
    }

    static @Nullable Instant minutes(Instant noon, @Nullable Integer after) {
        return after == null ? null : noon.plus(Duration.ofMinutes(after));
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    /** One more than the highest number of a story. */
    int stories() {
        return events.stream()
                        .filter(History::isArticle)
                        .mapToInt(History::story)
                        .max()
                        .orElse(-1)
                + 1;
    }

    static boolean isArticle(Event event) {
        return event instanceof Version || event instanceof Cancel;
    }

    static int story(Event event) {
        return event instanceof Cancel cancel ? cancel.story() : ((Version) event).story();
    }

    /** The same without one story. */
    History without(int story) {
        return new History(events.stream()
                .filter(event -> !isArticle(event) || story(event) != story)
                .toList());
    }

    /** The same and something more at the end. */
    History then(Event event) {
        List<Event> more = new ArrayList<>(events);
        more.add(event);
        return new History(more);
    }

    /** The same in another order, some of it twice; aliases keep their order, since the last word on a name holds. */
    History shuffled(Random random) {
        List<Event> aliases = new ArrayList<>();
        List<Event> others = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Alias) {
                aliases.add(event);
            } else {
                others.add(event);
                if (isArticle(event) && random.nextInt(3) == 0) {
                    others.add(event);
                }
            }
        }
        Collections.shuffle(others, random);
        int at = 0;
        for (Event alias : aliases) {
            at += random.nextInt(others.size() - at + 1);
            others.add(at++, alias);
        }
        return new History(others);
    }

    /** Several histories at once, each of stories of its own, about the same people. */
    static History together(List<History> histories) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            int first = i * STORIES;
            for (Event event : histories.get(i).events()) {
                if (event instanceof Version v) {
                    events.add(new Version(
                            first + v.story(),
                            v.number(),
                            v.made(),
                            v.usable(),
                            v.outlet(),
                            v.created(),
                            v.embargo(),
                            v.lines()));
                } else if (event instanceof Cancel c) {
                    events.add(new Cancel(first + c.story(), c.number(), c.made()));
                } else {
                    events.add(event);
                }
            }
        }
        return new History(events);
    }

    /** Any history of up to four stories. */
    public static Arbitrary<History> any() {
        return Combinators.combine(
                        event().list().ofMinSize(1).ofMaxSize(24),
                        Arbitraries.integers().between(0, 1000).list().ofMaxSize(4))
                .as(History::of);
    }

    /** Numbers the versions by the minute in which they were made, and repeats some events. */
    private static History of(List<Event> drawn, List<Integer> repeated) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            events.add(
                    drawn.get(i) instanceof Version v
                            ? new Version(
                                    v.story(),
                                    v.number(),
                                    i,
                                    v.usable(),
                                    v.outlet(),
                                    v.created(),
                                    v.embargo(),
                                    v.lines())
                            : drawn.get(i));
        }
        for (int index : repeated) {
            Event event = events.get(index % events.size());
            if (isArticle(event)) {
                events.add(index % (events.size() + 1), event);
            }
        }
        return new History(events);
    }

    private static Arbitrary<Event> event() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, version()), Tuple.of(2, cancel()), Tuple.of(2, alias()), Tuple.of(1, clock()));
    }

    private static Arbitrary<Event> version() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, STORIES - 1),
                        Arbitraries.integers().between(1, 4).injectNull(0.2),
                        Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)),
                        Arbitraries.of("calder", "sarn post", "x|y:z%"),
                        Arbitraries.of(-100, -10, 0, 10),
                        Arbitraries.of(50, 90, 150).injectNull(0.8),
                        line().list().ofMaxSize(4))
                .as((story, number, usable, outlet, created, embargo, lines) ->
                        new Version(story, number, 0, usable, outlet, created, embargo, lines));
    }

    private static Arbitrary<Line> line() {
        return Combinators.combine(
                        Arbitraries.of("Ann Lee", "ANN LEE", "A. Lee", "Bo Ek", "Cy Orr", "Someone")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2)
                                .uniqueElements(String::toLowerCase),
                        Arbitraries.of("says", "says", "states", "mixes", "declines", "hopes"),
                        Arbitraries.of("it rains", "It rains.", "it pours", "it snows"))
                .as(Line::new);
    }

    private static Arbitrary<Event> cancel() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, STORIES - 1),
                        Arbitraries.integers().between(1, 4).injectNull(0.5),
                        Arbitraries.integers().between(0, 24).injectNull(0.3))
                .as(Cancel::new);
    }

    private static Arbitrary<Event> alias() {
        return Combinators.combine(
                        Arbitraries.of("a lee", "ann lee", "bo ek"),
                        Arbitraries.of("ann lee", "a lee", "bo ek", "annabel lee")
                                .injectNull(0.3))
                .as(Alias::new);
    }

    private static Arbitrary<Event> clock() {
        return Arbitraries.of(20, 40).map(Clock::new);
    }
}
