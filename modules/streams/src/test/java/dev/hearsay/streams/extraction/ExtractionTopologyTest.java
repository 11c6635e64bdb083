package dev.hearsay.streams.extraction;

import static dev.hearsay.streams.Wire.NOON;
import static dev.hearsay.streams.Wire.cancel;
import static dev.hearsay.streams.Wire.minutes;
import static dev.hearsay.streams.Wire.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.DeadLetterHeaders;
import dev.hearsay.contracts.StoryPartition;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.LineExtractor;
import dev.hearsay.streams.StreamsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtractionTopologyTest {
    private final LineExtractor extractor = new LineExtractor();
    private final ExtractionRig rig = new ExtractionRig(extractor);

    @AfterEach
    void close() {
        rig.close();
    }

    private static List<Cause> causes(List<? extends TestRecord<String, ?>> records) {
        return records.stream()
                .map(record ->
                        ChangeHeaders.read(record.headers()).orElseThrow().cause())
                .toList();
    }

    private static long tombstones(List<? extends TestRecord<String, ?>> records) {
        return records.stream().map(TestRecord::value).filter(Objects::isNull).count();
    }

    @Test
    void theNamesAreAContract() throws IOException {
        String golden = new String(
                Objects.requireNonNull(getClass().getResourceAsStream("/extraction-topology.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        StreamsSettings settings = StreamsSettings.of("unused:9092", Path.of("target/none"));
        assertThat(ExtractionTopology.build(rig.topics(), extractor, settings)
                        .describe()
                        .toString())
                .isEqualTo(golden);
    }

    @Test
    void aStoryGivesItsStateItsEntitiesAndItsClaims() {
        rig.send(story("a", "Ann Lee says it rains", "Bo Ek hopes it stops", "Someone states nothing")
                .setUrl("https://calder.example/a"));

        assertThat(rig.newStories()).singleElement().satisfies(record -> {
            assertThat(record.value().getStatus()).isEqualTo(StoryStatus.USABLE);
            assertThat(record.value().getCause()).isEqualTo(Cause.NEW);
            assertThat(record.value().getClaims()).isEqualTo(3);
            assertThat(record.value().getEntities()).isEqualTo(2);
            assertThat(record.value().getHour()).isEqualTo("2026-11-23T12Z");
            assertThat(record.value().getHeadline()).contains("Headline of a");
            assertThat(record.getRecordTime()).isEqualTo(rig.now());
        });
        List<TestRecord<String, Claim>> claims = rig.newClaims();
        assertThat(causes(claims)).containsOnly(Cause.NEW);
        Claim claim = claims.get(0).value();
        assertThat(claims.get(0).key()).isEqualTo(claim.getClaimId());
        assertThat(claim.getActorId()).contains("ann lee");
        assertThat(claim.getContentText()).isEqualTo("it rains");
        assertThat(claim.getContext()).isEqualTo("Ann Lee says it rains");
        assertThat(claim.getContextStart()).isEqualTo("Headline of a\n\n".length());
        assertThat(claim.getType()).isEqualTo(ClaimType.DIRECT);
        assertThat(claim.getAct()).isEqualTo(Act.STATEMENT);
        assertThat(claim.getUrl()).contains("https://calder.example/a");
        assertThat(claim.getTime()).isEqualTo(NOON);
        assertThat(claims.get(2).value().getActorId()).isEmpty();
        ChangeHeaders headers = ChangeHeaders.read(claims.get(0).headers()).orElseThrow();
        assertThat(headers.before()).isEmpty();
        assertThat(headers.after())
                .contains(new ChangeHeaders.Side(Optional.of("ann lee"), "calder", "2026-11-23T12Z"));
        assertThat(rig.newEntities()).extracting(TestRecord::key).containsExactly("calder:a|ann lee", "calder:a|bo ek");
    }

    @Test
    void reportsOfAnEntityAreDistinctContents() {
        rig.send(story("a", "Ann Lee says it rains", "Ann Lee says it rains", "Ann Lee states it pours"));
        EntityMentions entity = rig.entityTable().get("calder:a|ann lee");
        assertThat(entity.getReports()).isEqualTo(2);
        assertThat(entity.getMentions()).isEqualTo(3);
        assertThat(rig.claims()).hasSize(3);
    }

    @Test
    void aRepetitionPublishesNothingAndNeverReachesTheExtractor() {
        rig.send(story("a", "Ann Lee says it rains")).settle();
        rig.send(story("a", "Ann Lee says it rains"));
        assertThat(rig.newStories()).isEmpty();
        assertThat(rig.newClaims()).isEmpty();
        assertThat(rig.newEntities()).isEmpty();
        assertThat(extractor.calls()).isOne();
    }

    @Test
    void sameContentAtALaterTimePublishesNothingButCountsForCancels() {
        rig.send(story("a", "Ann Lee says it rains").setVersion(null)).settle();
        rig.send(story("a", "Ann Lee says it rains").setVersion(null).setVersionTime(minutes(9)));
        assertThat(rig.newStories()).isEmpty();
        assertThat(extractor.calls()).isOne();
        rig.send(cancel("a").setVersion(null).setVersionTime(minutes(5)));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.USABLE);
        rig.send(cancel("a").setVersion(null).setVersionTime(minutes(9)));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.KILLED);
    }

    @Test
    void aStaleVersionPublishesNothingAndNeverReachesTheExtractor() {
        rig.send(story("a", "Ann Lee says it pours").setVersion("2")).settle();
        rig.send(story("a", "Ann Lee says it rains").setVersion("1"));
        assertThat(rig.newStories()).isEmpty();
        assertThat(rig.newClaims()).isEmpty();
        assertThat(extractor.calls()).isOne();
    }

    @Test
    void aCorrectionTakesBackWhatIsGoneAndUpdatesWhatHasAnotherSpeaker() {
        rig.send(story("a", "Ann Lee says it rains", "Bo Ek says it pours")).settle();
        rig.send(story("a", "Cy Orr says it rains").setVersion("2"));
        List<TestRecord<String, Claim>> claims = rig.newClaims();
        assertThat(claims).hasSize(2);
        assertThat(causes(claims)).containsOnly(Cause.REVISED);
        assertThat(claims.get(0).value().getActorId()).contains("cy orr");
        ChangeHeaders headers = ChangeHeaders.read(claims.get(0).headers()).orElseThrow();
        assertThat(headers.before().orElseThrow().actorId()).contains("ann lee");
        assertThat(headers.after().orElseThrow().actorId()).contains("cy orr");
        assertThat(headers.version()).contains("2");
        assertThat(claims.get(1).value()).isNull();
        assertThat(ChangeHeaders.read(claims.get(1).headers()).orElseThrow().after())
                .isEmpty();
        assertThat(tombstones(rig.newEntities())).isEqualTo(2);
    }

    @Test
    void anotherHeadlineOverTheSameTextIsNotReadAgain() {
        rig.send(story("a", "Ann Lee says it rains")).settle();
        rig.send(story("a", "Ann Lee says it rains")
                .setVersion("2")
                .setHeadline("Update")
                .setUrl("https://calder.example/2"));
        assertThat(extractor.calls()).isOne();
        assertThat(rig.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.getHeadline()).isEqualTo("Update");
            assertThat(claim.getVersion()).contains("2");
            assertThat(claim.getUrl()).contains("https://calder.example/2");
        });
        assertThat(rig.story("a").getVersion()).contains("2");
        assertThat(rig.story("a").getHeadline()).contains("Update");
    }

    @Test
    void aKillTakesEverythingBackAndLeavesNoWord() {
        rig.send(story("a", "Ann Lee says it rains").setUrl("https://calder.example/a"))
                .settle();
        rig.send(cancel("a").setVersion("1").setHeadline("KILL").setText("Ann Lee says never mind"));
        assertThat(rig.newStories()).singleElement().satisfies(record -> {
            assertThat(record.value().getStatus()).isEqualTo(StoryStatus.KILLED);
            assertThat(record.value().getCause()).isEqualTo(Cause.KILLED);
            assertThat(record.value().getHeadline()).isEmpty();
            assertThat(record.value().getUrl()).isEmpty();
            assertThat(record.value().getClaims()).isZero();
            assertThat(record.value().getExtractor()).isEmpty();
        });
        List<TestRecord<String, Claim>> claims = rig.newClaims();
        assertThat(tombstones(claims)).isOne();
        assertThat(causes(claims)).containsOnly(Cause.KILLED);
        assertThat(extractor.calls()).isOne();
        byte[] memory =
                rig.driver().<String, byte[]>getKeyValueStore("story-memory").get("calder:a");
        assertThat(new String(memory, StandardCharsets.ISO_8859_1)).doesNotContain("rains", "Ann", "Headline");
    }

    @Test
    void aKillMayComeFirst() {
        rig.send(cancel("a").setVersion("1"), story("a", "Ann Lee says it rains"));
        assertThat(rig.claims()).isEmpty();
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.KILLED);
        rig.send(story("a", "Ann Lee says it rains").setVersion("2"));
        assertThat(rig.claims()).hasSize(1);
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.USABLE);
        assertThat(extractor.calls()).isOne();
    }

    @Test
    void aHoldTakesBackAndMayBeLifted() {
        rig.send(story("a", "Ann Lee says it rains")).settle();
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setStatus(ArticleStatus.WITHHELD));
        assertThat(causes(rig.newClaims())).containsExactly(Cause.WITHHELD);
        assertThat(rig.claims()).isEmpty();
        rig.send(story("a", "Ann Lee says it rains").setVersion("3"));
        assertThat(rig.claims()).hasSize(1);
        assertThat(rig.story("a").getCause()).isEqualTo(Cause.REVISED);
    }

    @Test
    void anUnknownStatusIsWithheld() {
        rig.send(story("a", "Ann Lee says it rains")
                .setStatus(ArticleStatus.UNKNOWN)
                .setStatusText("pondered"));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.WITHHELD);
        assertThat(rig.claims()).isEmpty();
    }

    @Test
    void aLateEarlierVersionMovesTheHourWithoutReadingAgain() {
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setFirstCreated(minutes(10)))
                .settle();
        rig.send(story("a", "Ann Lee says it might").setVersion("1").setFirstCreated(minutes(-10)));
        List<TestRecord<String, Claim>> claims = rig.newClaims();
        assertThat(claims).singleElement().satisfies(record -> {
            assertThat(record.value().getHour()).isEqualTo("2026-11-23T11Z");
            assertThat(record.value().getContentText()).isEqualTo("it rains");
            assertThat(record.value().getVersion()).contains("2");
            ChangeHeaders headers = ChangeHeaders.read(record.headers()).orElseThrow();
            assertThat(headers.cause()).isEqualTo(Cause.REVISED);
            assertThat(headers.before().orElseThrow().hour()).isEqualTo("2026-11-23T12Z");
            assertThat(headers.after().orElseThrow().hour()).isEqualTo("2026-11-23T11Z");
        });
        assertThat(rig.entityTable().get("calder:a|ann lee").getHour()).isEqualTo("2026-11-23T11Z");
        assertThat(rig.story("a").getHeadline()).contains("Headline of a");
        assertThat(rig.story("a").getHour()).isEqualTo("2026-11-23T11Z");
        assertThat(extractor.calls()).isOne();
    }

    @Test
    void anEmbargoIsKeptUntilTheClockReachesItsEnd() {
        rig.send(story("a", "Ann Lee says it rains").setEmbargo(minutes(90)));
        assertThat(rig.newStories()).singleElement().satisfies(record -> {
            assertThat(record.value().getStatus()).isEqualTo(StoryStatus.EMBARGOED);
            assertThat(record.value().getHeadline()).isEmpty();
            assertThat(record.value().getEmbargo()).contains(minutes(90));
        });
        rig.advance(Duration.ofMinutes(29));
        assertThat(rig.claims()).isEmpty();
        assertThat(extractor.calls()).isZero();
        rig.advance(Duration.ofMinutes(1));
        List<TestRecord<String, Claim>> claims = rig.newClaims();
        assertThat(causes(claims)).containsExactly(Cause.NEW);
        assertThat(claims.get(0).getRecordTime()).isEqualTo(minutes(90));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.USABLE);
        assertThat(rig.story("a").getAccepted()).isEqualTo(ExtractionRig.START);
        assertThat(rig.driver().getKeyValueStore("embargoed-articles").approximateNumEntries())
                .isZero();
        rig.advance(Duration.ofMinutes(1));
        assertThat(rig.newStories()).isEmpty();
    }

    @Test
    void anEmbargoedRevisionTakesBackWhatWasPublished() {
        rig.send(story("a", "Ann Lee says it rains")).settle();
        rig.send(story("a", "Ann Lee says it pours").setVersion("2").setEmbargo(minutes(90)));
        assertThat(causes(rig.newClaims())).containsExactly(Cause.EMBARGOED);
        rig.advance(Duration.ofMinutes(30));
        assertThat(causes(rig.newClaims())).containsExactly(Cause.REVISED);
        assertThat(rig.claims()).extracting(Claim::getContentText).containsExactly("it pours");
    }

    @Test
    void aKillEndsAnEmbargoForGood() {
        rig.send(story("a", "Ann Lee says it rains").setEmbargo(minutes(90)), cancel("a"));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.KILLED);
        assertThat(rig.driver().getKeyValueStore("embargoed-articles").approximateNumEntries())
                .isZero();
        rig.advance(Duration.ofMinutes(60));
        assertThat(rig.claims()).isEmpty();
    }

    @Test
    void aMovedEmbargoMovesTheRelease() {
        rig.send(story("a", "Ann Lee says it rains").setEmbargo(minutes(90)));
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setEmbargo(minutes(120)));
        rig.advance(Duration.ofMinutes(30));
        assertThat(rig.claims()).isEmpty();
        rig.advance(Duration.ofMinutes(30));
        assertThat(rig.claims()).hasSize(1);
        assertThat(extractor.calls()).isOne();
    }

    @Test
    void aStaleVersionDuringAnEmbargoChangesNothingButTheHour() {
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setEmbargo(minutes(90)))
                .settle();
        rig.send(story("a", "Ann Lee says it might").setFirstCreated(minutes(-10)));
        assertThat(rig.story("a").getStatus()).isEqualTo(StoryStatus.EMBARGOED);
        rig.advance(Duration.ofMinutes(30));
        assertThat(rig.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.getContentText()).isEqualTo("it rains");
            assertThat(claim.getHour()).isEqualTo("2026-11-23T11Z");
        });
    }

    @Test
    void anotherExtractorReadsARepeatedStoryAgain() {
        rig.send(story("a", "Ann Lee says it rains")).settle();
        byte[] memory =
                rig.driver().<String, byte[]>getKeyValueStore("story-memory").get("calder:a");
        LineExtractor newer = new LineExtractor("lines-2");
        try (ExtractionRig later = new ExtractionRig(newer)) {
            later.driver().<String, byte[]>getKeyValueStore("story-memory").put("calder:a", memory);
            later.send(story("a", "Ann Lee says it rains"));
            List<TestRecord<String, Claim>> claims = later.newClaims();
            assertThat(causes(claims)).containsExactly(Cause.REEXTRACTED);
            assertThat(claims.get(0).value().getExtractor()).isEqualTo("lines-2");
            later.settle().send(story("a", "Ann Lee says it rains"));
            assertThat(later.newClaims()).isEmpty();
            assertThat(newer.calls()).isOne();
        }
    }

    @Test
    void aFailureOfTheExtractorIsADeadLetterAndAStoryWithoutClaims() {
        for (String verb : List.of("crashes", "overflows")) {
            rig.send(story(verb, "Ann Lee says it rains")).settle();
            rig.send(story(verb, "Ann Lee " + verb + " it rains").setVersion("2"));
            assertThat(rig.newDeadLetters()).singleElement().satisfies(letter -> {
                DeadLetterHeaders headers =
                        DeadLetterHeaders.read(letter.headers()).orElseThrow();
                assertThat(headers.cause()).contains("the extractor failed on the story 'calder:" + verb + "'");
                assertThat(headers.stackTrace()).contains("LineExtractor");
                assertThat(headers.application()).isEqualTo("hearsay-extraction");
                assertThat(headers.topic()).isEqualTo("hearsay.articles");
                assertThat(letter.value())
                        .isEqualTo(rig.bytes(story(verb, "Ann Lee " + verb + " it rains")
                                .setVersion("2")
                                .build()));
            });
            assertThat(rig.claims()).isEmpty();
            assertThat(rig.story(verb).getStatus()).isEqualTo(StoryStatus.USABLE);
            rig.send(story(verb, "Ann Lee says it rains").setVersion("3"));
            assertThat(rig.claims()).hasSize(1);
            rig.send(cancel(verb).setVersion("3"));
        }
    }

    @Test
    void whatIsNoArticleIsADeadLetterWithItsCauseAndEverythingElseIsRead() {
        byte[] good = rig.bytes(story("a", "Ann Lee says it rains").build());
        byte[] unknownSchema = good.clone();
        unknownSchema[4] ^= 0x55;
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 3);
        byte[] notAvro = "{\"not\":\"avro\"}".getBytes(StandardCharsets.UTF_8);
        record Bad(byte[] key, byte[] value, String cause) {}
        byte[] key = {(byte) 0xff, 0};
        for (Bad bad : List.of(
                new Bad(key, notAvro, "the framing has 0"),
                new Bad(null, notAvro, "the framing has 0"),
                new Bad(key, new byte[0], "too few"),
                new Bad(key, unknownSchema, "unknown to the catalog"),
                new Bad(key, cut, "no Avro binary"),
                new Bad(key, rig.bytes(story("a").setStoryId(" ").build()), "has no story id"),
                new Bad(key, rig.bytes(story("a").setStoryId("no-colon").build()), "no story id of the form"),
                new Bad(key, rig.bytes(story("a").setStoryId("a:b:c").build()), "no story id of the form"),
                new Bad(key, rig.bytes(story("a").setStoryId("a:b%zz").build()), "no story id of the form"),
                new Bad(key, rig.bytes(story("a").setStoryId("a:b\0").build()), "U+0000"),
                new Bad(key, rig.bytes(story("a").setOutlet("x".repeat(3000)).build()), "outlet"),
                new Bad(
                        key,
                        rig.bytes(story("a")
                                .setText("x".repeat(ArticleLimits.MAX_TEXT_CODE_POINTS + 1))
                                .build()),
                        "500001 code points, more than 500000"),
                new Bad(key, new byte[7 * 1024 * 1024], "bytes, more than"))) {
            rig.raw(bad.key(), bad.value());
            assertThat(rig.newDeadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.key()).isEqualTo(bad.key());
                assertThat(letter.value()).hasSizeGreaterThanOrEqualTo(Math.min(bad.value().length, 1024));
                assertThat(DeadLetterHeaders.read(letter.headers())
                                .orElseThrow()
                                .cause())
                        .contains(bad.cause());
            });
        }
        rig.raw(key, null);
        assertThat(rig.newDeadLetters()).singleElement().satisfies(letter -> assertThat(
                        DeadLetterHeaders.read(letter.headers()).orElseThrow().cause())
                .contains("no value"));
        assertThat(DeadLetterOutput.count(rig.driver().metrics())).isEqualTo(14);
        rig.raw(null, good);
        assertThat(rig.claims()).hasSize(1);
    }

    @Test
    void nullAndLoneSurrogatesBecomeReplacementCharacters() {
        rig.send(story("a", "Ann\0Lee says it\0rains").setHeadline("a\0b"));
        assertThat(rig.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.getContentText()).isEqualTo("it\uFFFDrains");
            assertThat(claim.getHeadline()).isEqualTo("a\uFFFDb");
        });
    }

    @Test
    void spansCountCodePoints() {
        rig.send(story("a", "\uD83D\uDE00 Ann Lee says it \uD83D\uDE00 rains"));
        assertThat(rig.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.getContentText()).isEqualTo("it \uD83D\uDE00 rains");
            assertThat(claim.getSourceText()).isEqualTo("\uD83D\uDE00 Ann Lee");
        });
    }

    @Test
    void anUnsupportedLanguageIsSaidInTheState() {
        rig.send(story("a", "Ann Lee says it rains").setLanguage("xx"));
        assertThat(rig.story("a").getSupported()).isFalse();
        assertThat(rig.claims()).isEmpty();
    }

    @Test
    void aRecordInAWrongPartitionIsSentOnOnceAndNotProcessed() {
        try (ExtractionRig four = new ExtractionRig(extractor, 4)) {
            String misplaced = "a";
            while (StoryPartition.of("calder:" + misplaced, 4) == 0) {
                misplaced += "a";
            }
            byte[] bytes = four.bytes(story(misplaced, "Ann Lee says it rains").build());
            four.raw("foreign".getBytes(StandardCharsets.UTF_8), bytes);
            // The test driver has one partition only: what was sent on comes back to it, and must not go round for
            // ever.
            assertThat(four.newRerouted()).singleElement().satisfies(record -> {
                assertThat(record.key()).startsWith("calder:a");
                assertThat(record.value()).isEqualTo(bytes);
                assertThat(record.getRecordTime()).isEqualTo(four.now());
                assertThat(record.headers().lastHeader("hearsay.rerouted").value())
                        .isEqualTo("0@0".getBytes(StandardCharsets.UTF_8));
            });
            assertThat(four.newDeadLetters()).singleElement().satisfies(letter -> assertThat(
                            DeadLetterHeaders.read(letter.headers())
                                    .orElseThrow()
                                    .cause())
                    .contains("was sent on before"));
            assertThat(four.newStories()).isEmpty();
        }
    }

    @Test
    void aLongParagraphGivesABoundedContextThatHoldsTheClaim() {
        String filler = "x".repeat(50_000);
        String text = filler + "\nAnn Lee says it rains\n" + filler;
        try (ExtractionRig wide = new ExtractionRig(new WideContext())) {
            wide.send(story("a").setText(text));
            assertThat(wide.claims()).singleElement().satisfies(claim -> {
                assertThat(claim.getContext()).hasSize(StoryRecords.MAX_CONTEXT).contains("Ann Lee says it rains");
                assertThat(text.substring(claim.getContextStart())).startsWith(claim.getContext());
            });
        }
    }

    /** Calls the whole text the context of every claim. */
    private static final class WideContext implements StoryExtractor {
        private final LineExtractor lines = new LineExtractor();

        @Override
        public String version() {
            return "wide";
        }

        @Override
        public dev.hearsay.extract.Extraction extract(String text, String language) {
            var found = lines.extract(text, language);
            return new dev.hearsay.extract.Extraction(
                    true,
                    false,
                    found.entities(),
                    found.claims().stream()
                            .map(c -> new dev.hearsay.extract.ExtractedClaim(
                                    c.actor(),
                                    c.role(),
                                    c.affiliation(),
                                    c.source(),
                                    c.cue(),
                                    c.content(),
                                    c.type(),
                                    c.act(),
                                    c.about(),
                                    c.confidence(),
                                    c.decidedBy(),
                                    new dev.hearsay.extract.TextSpan(0, text.length())))
                            .toList());
        }
    }
}
