package dev.hearsay.feeds.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample wire is whole: every gold text is in its story, and everything it is there to show is shown. */
class SampleWireTest {

    private final SampleGold gold = SampleGold.load();

    private final Map<String, List<SampleGold.Arrival>> stories =
            gold.arrivals.stream().collect(Collectors.groupingBy(SampleGold.Arrival::uri));

    @Test
    void everyGoldTextOccursInItsStory() {
        Map<String, String> texts = gold.arrivals.stream()
                .collect(Collectors.toMap(a -> a.uri() + " " + a.version(), SampleGold.Arrival::text, (a, b) -> a));
        Stream.concat(gold.claims.stream(), gold.superseded.stream()).forEach(c -> {
            String text = texts.get(c.uri() + " " + c.version());
            assertThat(text).as("%s v%s", c.uri(), c.version()).isNotNull();
            int from = 0;
            for (String part : c.contentParts()) {
                int at = text.indexOf(part, from);
                assertThat(at).as("content of %s: %s", c.uri(), part).isNotNegative();
                from = at + part.length();
            }
            for (String part : (c.source() + " … " + c.cue()).split(" … ")) {
                assertThat(text).contains(part);
            }
            assertThat(c.cue()).isNotEmpty();
        });
    }

    @Test
    void actorsAreNamedByTheirStories() {
        Stream.concat(gold.claims.stream(), gold.superseded.stream())
                .filter(SampleGold.GoldClaim::named)
                .forEach(c -> {
                    assertThat(c.actorId())
                            .isEqualTo(Normalizer.normalize(c.actorName(), Normalizer.Form.NFKC)
                                    .toLowerCase(Locale.ROOT));
                    assertThat(c.actorType()).isIn("PERSON", "ORGANIZATION", "PLACE");
                    assertThat(stories.get(c.uri()))
                            .as("%s names %s", c.uri(), c.actorName())
                            .anyMatch(
                                    a -> a.version() == c.version() && a.text().contains(c.actorName()));
                });
    }

    @Test
    void typesFollowFromTheQuotationMarks() {
        Stream.concat(gold.claims.stream(), gold.superseded.stream()).forEach(c -> {
            boolean marks = c.content().matches(".*[“”\"].*");
            assertThat(marks).as(c.toString()).isEqualTo(!c.type().equals("INDIRECT"));
            if (c.type().equals("DIRECT")) {
                assertThat(c.contentParts())
                        .allMatch(p -> p.startsWith("“") || p.startsWith("\""))
                        .last()
                        .matches(p -> p.matches(".*[”\"]$"));
            }
        });
    }

    @Test
    void thereAreAtLeastSixtyStoriesOverTwoDays() {
        assertThat(stories).hasSizeBetween(60, 80);
        assertThat(gold.arrivals)
                .extracting(a -> a.created().toString().substring(0, 10))
                .contains("2026-11-09", "2026-11-10")
                .allMatch(day -> day.startsWith("2026-11-"));
        assertThat(gold.arrivals.stream()
                        .map(a -> a.created().toString().substring(0, 13))
                        .distinct())
                .hasSizeGreaterThan(20);
    }

    @Test
    void versionsCorrectionsKillsHoldsAndEmbargoesOccur() {
        assertThat(stories.values())
                .as("a story in four versions")
                .anyMatch(s ->
                        s.stream().map(SampleGold.Arrival::version).distinct().count() >= 4);
        assertThat(stories.values())
                .as("versions that jump")
                .anyMatch(s -> s.stream().allMatch(a -> a.status().equals("usable"))
                        && s.stream()
                                        .mapToInt(SampleGold.Arrival::version)
                                        .max()
                                        .orElse(0)
                                > s.size() + 1);
        assertThat(stories.values()).as("a late lower version").anyMatch(s -> {
            SampleGold.Arrival last = s.get(s.size() - 1);
            return s.size() > 1
                    && last.status().equals("usable")
                    && s.stream().anyMatch(a -> a.version() > last.version());
        });
        assertThat(stories.values())
                .as("a kill after its story")
                .anyMatch(s -> s.size() > 1
                        && s.get(0).status().equals("usable")
                        && s.get(s.size() - 1).status().equals("canceled"));
        assertThat(stories.values())
                .as("a kill before its story")
                .anyMatch(s -> s.size() > 1 && s.get(0).status().equals("canceled"));
        assertThat(stories.values())
                .as("a hold that is lifted")
                .anyMatch(s -> s.size() > 2
                        && s.get(1).status().equals("withheld")
                        && s.get(s.size() - 1).status().equals("usable"));
        Instant far = Instant.parse("2098-12-31T00:00:00Z");
        assertThat(stories.values())
                .as("an embargo that is lifted by a later version")
                .anyMatch(s -> s.get(0).embargo().isAfter(far)
                        && s.get(s.size() - 1).embargo().isBefore(far));
        assertThat(stories.values()).as("an embargo that never ends").anyMatch(s -> s.stream()
                .allMatch(a -> a.embargo().isAfter(far)));
        assertThat(gold.arrivals.stream()
                        .map(SampleGold.Arrival::line)
                        .distinct()
                        .count())
                .as("exact duplicates")
                .isLessThan(gold.arrivals.size());
        assertThat(gold.arrivals).as("a language that is passed through").anyMatch(a -> a.language()
                .equals("fr"));
        assertThat(gold.claims)
                .filteredOn(c -> stories.get(c.uri()).get(0).language().equals("fr"))
                .isEmpty();
    }

    @Test
    void aCorrectionMovesAQuotationToAnotherSpeaker() {
        Map<String, String> before = new HashMap<>();
        gold.superseded.forEach(c -> before.put(c.uri() + c.normalizedContent(), c.actorId()));
        assertThat(gold.claims)
                .anyMatch(c -> c.type().equals("DIRECT")
                        && !before.getOrDefault(c.uri() + c.normalizedContent(), c.actorId())
                                .equals(c.actorId()));
    }

    @Test
    void oneStoryIsPrintedBySixOutlets() {
        Map<String, Set<String>> outlets = new HashMap<>();
        Map<String, String> outletOf = gold.stories.stream()
                .collect(Collectors.toMap(SampleGold.GoldStory::uri, SampleGold.GoldStory::outlet));
        gold.claims.forEach(
                c -> outlets.computeIfAbsent(c.actorId() + "|" + c.normalizedContent(), k -> new HashSet<>())
                        .add(outletOf.get(c.uri())));
        assertThat(outlets.values()).filteredOn(o -> o.size() >= 6).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void everyKindOfSpeakerAndActOccurs() {
        assertThat(gold.claims)
                .extracting(SampleGold.GoldClaim::act)
                .contains("STATEMENT", "NON_RESPONSE", "ATTITUDE", "ANTICIPATED");
        assertThat(gold.claims).extracting(SampleGold.GoldClaim::type).contains("DIRECT", "INDIRECT", "MIXED");
        assertThat(gold.claims).extracting(SampleGold.GoldClaim::source).contains("He", "She", "he", "she");
        assertThat(gold.claims).extracting(SampleGold.GoldClaim::cue).contains("told", "denied", "adding");
        assertThat(gold.claims).anyMatch(c -> !c.named());
        assertThat(gold.claims)
                .as("spokespeople of organisations")
                .anyMatch(c -> c.source().contains("spokes")
                        && c.actorType().equals("ORGANIZATION")
                        && c.act().equals("STATEMENT"));
        assertThat(gold.claims)
                .as("a non-response of a person")
                .anyMatch(c -> c.source().contains("spokes")
                        && c.actorType().equals("PERSON")
                        && c.act().equals("NON_RESPONSE"));
        assertThat(gold.claims)
                .as("interrupted quotations")
                .anyMatch(c -> c.type().equals("DIRECT") && c.contentParts().size() > 1);
        assertThat(gold.arrivals).as("a quotation over paragraphs").anyMatch(a -> a.body()
                .matches("(?s).*“[^”]*\n\n“[^”]*”.*"));
        assertThat(gold.arrivals)
                .as("boilerplate")
                .anyMatch(a -> a.body().contains("(Reporting by"))
                .anyMatch(a -> a.body().contains("All rights reserved"));
        assertThat(gold.claims.stream()
                        .collect(Collectors.groupingBy(
                                c -> c.uri() + c.cue() + c.normalizedContent(),
                                Collectors.mapping(SampleGold.GoldClaim::actorId, Collectors.toSet()))))
                .as("joint speakers")
                .values()
                .anyMatch(actors -> actors.size() > 1);
    }
}
