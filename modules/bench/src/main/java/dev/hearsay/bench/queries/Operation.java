package dev.hearsay.bench.queries;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Something that a reader does.
 *
 * @param addresses what it asks the server at the same time, another time for something else
 */
record Operation(String name, Function<Random, List<String>> addresses) {
    private static final String API = "/api/v1";

    /** All of them. */
    static List<Operation> of(Archive archive) {
        Questions ask = new Questions(archive);
        List<Operation> all = new ArrayList<>();
        all.add(new Operation(
                "first dashboard paint",
                random -> List.of(
                        "/",
                        "/assets/main.js",
                        "/assets/views.js",
                        "/assets/hearsay.css",
                        API + "/actors?by=statements&period=day&limit=25",
                        API + "/outlets",
                        API + "/totals",
                        API + "/changes?limit=30")));
        all.add(one("top actors, all time", random -> "/actors?limit=50"));
        all.add(one("top actors, a day", random -> "/actors?period=day&limit=50"));
        all.add(one("top actors, a week", random -> "/actors?period=week&limit=50"));
        all.add(one("top actors, a month", random -> "/actors?period=month&limit=50"));
        all.add(one("top actors, up to 4 weeks", random -> "/actors?limit=50&" + ask.period(random, 28)));
        all.add(one("top actors, up to a year", random -> "/actors?limit=50&" + ask.period(random, 365)));
        all.add(one("200 top actors, up to a year", random -> "/actors?limit=200&" + ask.period(random, 365)));
        all.add(one(
                "top actors, by measure, a year",
                random -> "/actors?limit=50&by=" + ask.measure(random) + "&" + ask.period(random, 365)));
        all.add(one(
                "top organizations, a year",
                random -> "/actors?limit=50&type=organization&" + ask.period(random, 365)));
        all.add(one("top actors, an outlet", random -> "/actors?limit=50&outlet=" + ask.outlet(random)));
        all.add(one(
                "top actors, an outlet, a week",
                random -> "/actors?limit=50&period=week&outlet=" + ask.outlet(random)));
        all.add(one(
                "top actors, an outlet, up to a year",
                random -> "/actors?limit=50&outlet=" + ask.outlet(random) + "&" + ask.period(random, 365)));
        all.add(one(
                "actors by name",
                random -> "/actors?limit=20&q=" + ask.actor(random).substring(0, 4)));
        all.add(new Operation("an actor's page", random -> {
            String actor = ask.actor(random);
            return List.of(
                    API + "/actors/" + actor + "?period=all",
                    API + "/claims?limit=15&actor=" + actor,
                    API + "/changes?limit=12&actor=" + actor);
        }));
        all.add(one("an actor, a month", random -> "/actors/" + ask.actor(random) + "?period=month"));
        all.add(one("an actor's claims", random -> "/actors/" + ask.actor(random) + "/claims?limit=50"));
        all.add(one("latest claims", random -> "/claims?limit=50"));
        all.add(one("claims of an outlet", random -> "/claims?limit=50&outlet=" + ask.outlet(random)));
        all.add(one("claims about an entity", random -> "/claims?limit=50&entity=" + ask.place(random)));
        all.add(one(
                "claims of a kind in a period",
                random -> "/claims?limit=50&act=non_response&type=direct&" + ask.period(random, 28)));
        all.add(one("search: the commonest word", random -> "/claims?limit=50&q=the"));
        all.add(one("search: a common word", random -> "/claims?limit=50&q=" + ask.word(random, 10, 100)));
        all.add(one(
                "search: a common word in another form", random -> "/claims?limit=50&q=" + ask.anotherForm(random)));
        all.add(one("search: an uncommon word", random -> "/claims?limit=50&q=" + ask.word(random, 500, 2_000)));
        all.add(one("search: a rare word", random -> "/claims?limit=50&q=" + ask.word(random, 10_000, 30_000)));
        all.add(one(
                "search: two common words",
                random -> "/claims?limit=50&q=" + ask.word(random, 5, 60) + "%20" + ask.word(random, 5, 60)));
        all.add(one(
                "search: a common and a rare word",
                random -> "/claims?limit=50&q=" + ask.word(random, 0, 20) + "%20" + ask.word(random, 10_000, 30_000)));
        all.add(one(
                "search: a common word, an outlet, a period",
                random -> "/claims?limit=50&q=" + ask.word(random, 0, 100) + "&outlet=" + ask.outlet(random) + "&"
                        + ask.period(random, 28)));
        all.add(one(
                "search: a common word of an actor",
                random -> "/claims?limit=50&q=" + ask.word(random, 0, 100) + "&actor=" + ask.actor(random)));
        all.add(one(
                "search: an uncommon word of an actor",
                random -> "/claims?limit=50&q=" + ask.word(random, 500, 2_000) + "&actor=" + ask.actor(random)));
        all.add(one("a claim", random -> "/claims/" + Archive.claimId(random.nextInt(ask.claims()))));
        all.add(one("a story", random -> "/stories/" + encoded(archive.storyId(random.nextInt(archive.stories())))));
        all.add(one("explain a number", ask::explanation));
        all.add(one(
                "explain mentions",
                random -> "/explain?measure=mentions&entity=" + ask.place(random) + "&" + ask.period(random, 365)));
        all.add(one("changes", random -> "/changes?limit=50"));
        all.add(one("changes of an actor", random -> "/changes?limit=50&actor=" + ask.actor(random)));
        all.add(one("top entities, all time", random -> "/entities?limit=50"));
        all.add(one("top entities, up to 4 weeks", random -> "/entities?limit=50&" + ask.period(random, 28)));
        all.add(one("an entity", random -> "/entities/" + ask.place(random)));
        all.add(one("trends of a day", random -> "/trends?window=day"));
        all.add(one("trends of an hour", random -> "/trends?window=hour"));
        all.add(one("outlets", random -> "/outlets"));
        all.add(one("totals", random -> "/totals"));
        return all;
    }

    private static Operation one(String name, Function<Random, String> path) {
        return new Operation(name, random -> List.of(API + path.apply(random)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What is asked about: actors as often as they speak, places as often as they are spoken about. */
    private record Questions(Archive archive) {
        private static final List<String> MEASURES =
                List.of("statements", "reports", "articles", "direct", "indirect", "mixed", "nonResponses");

        /** Of words that are common in the invented texts; none of these occurs there itself. */
        private static final List<String> OTHER_FORMS =
                List.of("governments", "markets", "councils", "planning", "years", "marketed");

        int claims() {
            return archive.claims();
        }

        String actor(Random random) {
            return encoded(Archive.id(archive.name(archive.frequentSpeaker(random))));
        }

        String place(Random random) {
            return encoded(Archive.id(archive.name(archive.place(random))));
        }

        String outlet(Random random) {
            return encoded(Archive.outlet(random.nextInt(Archive.OUTLETS)));
        }

        String word(Random random, int from, int to) {
            return encoded(archive.prose().word(from + random.nextInt(to - from)));
        }

        String anotherForm(Random random) {
            return OTHER_FORMS.get(random.nextInt(OTHER_FORMS.size()));
        }

        String measure(Random random) {
            return MEASURES.get(random.nextInt(MEASURES.size()));
        }

        String period(Random random, int days) {
            int hours = 1 + random.nextInt(days * 24);
            int from = random.nextInt(365 * 24 - Math.min(hours, 365 * 24 - 1));
            return "from=" + Archive.START.plus(Duration.ofHours(from)).truncatedTo(ChronoUnit.HOURS) + "&to="
                    + Archive.START.plus(Duration.ofHours((long) from + hours));
        }

        String explanation(Random random) {
            boolean inOutlet = random.nextInt(3) == 0;
            boolean inPeriod = random.nextInt(2) == 0;
            return "/explain?actor=" + actor(random) + "&measure=" + measure(random)
                    + (inOutlet ? "&outlet=" + outlet(random) : "")
                    + (inPeriod ? "&" + period(random, 365) : "");
        }
    }
}
