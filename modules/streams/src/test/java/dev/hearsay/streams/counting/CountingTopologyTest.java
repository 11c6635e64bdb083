package dev.hearsay.streams.counting;

import static dev.hearsay.streams.Wire.cancel;
import static dev.hearsay.streams.Wire.minutes;
import static dev.hearsay.streams.Wire.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.DeadLetterHeaders;
import dev.hearsay.contracts.StoryPartition;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.extract.NormalizedContent;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.extraction.ExtractionRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountingTopologyTest {
    private static final String HOUR = "2026-11-23T12Z";

    private final CountingRig rig = new CountingRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Article.Builder printedBy(String outlet, String id, String... paragraphs) {
        return story(id, paragraphs).setOutlet(outlet);
    }

    private Statement statement(String actorId, String content) {
        return rig.statements().values().stream()
                .filter(s -> s.getActorId().equals(actorId) && s.getContent().equals(content))
                .findAny()
                .orElseThrow();
    }

    private void isEmpty() {
        assertThat(rig.counts()).isEqualTo(Counts.NONE);
        for (String store :
                List.of(Gate.KNOWN, Ledger.EVIDENCE, Ledger.STATEMENTS, Ledger.ACTOR_COUNTS, Ledger.MENTION_COUNTS)) {
            try (var rows = rig.driver().getKeyValueStore(store).all()) {
                assertThat(rows.hasNext()).as(store).isFalse();
            }
        }
    }

    @Test
    void theNamesAreAContract() throws IOException {
        String golden = new String(
                Objects.requireNonNull(getClass().getResourceAsStream("/counting-topology.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        StreamsSettings settings = StreamsSettings.of("unused:9092", Path.of("target/none"));
        assertThat(CountingTopology.build(rig.topics(), settings).describe().toString())
                .isEqualTo(golden);
    }

    @Test
    void aStatementCountsInItsActorItsHourAndItsOutlet() {
        rig.send(story("a", "Ann Lee says “It rains.”"));
        ActorCounts expected = ActorCounts.newBuilder()
                .setActorId("ann lee")
                .setName("Ann Lee")
                .setType(ActorType.PERSON)
                .setStatements(1)
                .setReports(1)
                .setArticles(1)
                .setDirect(1)
                .setIndirect(0)
                .setMixed(0)
                .setNonResponses(0)
                .setForms(List.of(new Form("Ann Lee", ActorType.PERSON, 1L)))
                .build();
        assertThat(rig.actors().get("ann lee")).isEqualTo(expected);
        assertThat(rig.hours().get("ann lee|" + HOUR))
                .isEqualTo(ActorCounts.newBuilder(expected).setHour(HOUR).build());
        assertThat(rig.outlets().get("ann lee|calder"))
                .isEqualTo(ActorCounts.newBuilder(expected).setOutlet("calder").build());
        Statement statement = statement("ann lee", "it rains");
        assertThat(rig.statements()).containsOnlyKeys("ann lee|" + statement.getFingerprint());
        assertThat(statement.getHour()).isEqualTo(HOUR);
        assertThat(statement.getType()).isEqualTo(ClaimType.DIRECT);
        assertThat(statement.getCells()).containsExactly(new StatementCell(HOUR, "calder", ClaimType.DIRECT, 1L));
    }

    @Test
    void outputsBearTheTimeOfAcceptanceAndNoCause() {
        rig.send(story("a", "Ann Lee says it rains"));
        List<TestRecord<String, ? extends SpecificRecord>> records = new ArrayList<>();
        records.addAll(rig.newActors());
        records.addAll(rig.newStatements());
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            assertThat(record.headers()).isEmpty();
            assertThat(record.getRecordTime()).isEqualTo(ExtractionRig.START);
        });
    }

    @Test
    void oneStatementPrintedBySixOutletsIsOneStatementAndSixReports() {
        for (int i = 0; i < 6; i++) {
            rig.send(printedBy("outlet " + i, "s" + i, "Ann Lee says it rains").setFirstCreated(minutes(-60 * i)));
        }
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getStatements()).isOne();
        assertThat(ann.getReports()).isEqualTo(6);
        assertThat(ann.getArticles()).isEqualTo(6);
        assertThat(rig.statements()).hasSize(1);
        assertThat(rig.outlets()).hasSize(6).allSatisfy((key, row) -> {
            assertThat(row.getStatements()).as("once in every outlet").isOne();
            assertThat(row.getReports()).isOne();
        });
        assertThat(rig.hours()).hasSize(6).allSatisfy((key, row) -> {
            assertThat(row.getReports()).as("reports in their own hour").isOne();
            assertThat(row.getStatements()).as("the statement in its first").isEqualTo(key.endsWith("T07Z") ? 1 : 0);
        });
        rig.send(cancel("s5"));
        assertThat(rig.hours()).hasSize(5);
        assertThat(rig.hours().get("ann lee|2026-11-23T08Z").getStatements())
                .as("the next hour takes over")
                .isOne();
    }

    @Test
    void aStatementIsDirectIfAnyReportIsElseMixedIfAnyElseIndirect() {
        rig.send(printedBy("x", "a", "Ann Lee states it rains"));
        assertThat(rig.actors().get("ann lee").getIndirect()).isOne();
        rig.send(printedBy("y", "b", "Ann Lee mixes it rains"));
        assertThat(rig.actors().get("ann lee").getIndirect()).isZero();
        assertThat(rig.actors().get("ann lee").getMixed()).isOne();
        rig.send(printedBy("z", "c", "Ann Lee says it rains"));
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getDirect()).isOne();
        assertThat(ann.getMixed()).isZero();
        assertThat(statement("ann lee", "it rains").getType()).isEqualTo(ClaimType.DIRECT);
        assertThat(rig.outlets().get("ann lee|x").getIndirect())
                .as("by outlet, the reports of that outlet decide")
                .isOne();
        rig.send(cancel("c"), cancel("b"));
        assertThat(rig.actors().get("ann lee").getIndirect()).isOne();
    }

    @Test
    void aRepetitionInOneStoryIsOneReportOfTheStrongestType() {
        rig.send(story("a", "Ann Lee states it rains", "Ann Lee says it rains"));
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getReports()).isOne();
        assertThat(ann.getDirect()).isOne();
        assertThat(ann.getIndirect()).isZero();
        rig.send(story("a", "Ann Lee states it rains").setVersion("2"));
        assertThat(rig.actors().get("ann lee").getReports()).isOne();
        assertThat(rig.actors().get("ann lee").getIndirect()).isOne();
    }

    @Test
    void jointSpeakersEachMadeTheStatement() {
        rig.send(story("a", "Ann Lee+Bo Ek says it rains"));
        assertThat(rig.actors()).containsOnlyKeys("ann lee", "bo ek");
        assertThat(rig.statements()).hasSize(2);
    }

    @Test
    void whatIsNoStatementIsNotCounted() {
        rig.send(story("a", "Ann Lee hopes it rains"));
        assertThat(rig.actors()).isEmpty();
        assertThat(rig.hours()).isEmpty();
        assertThat(rig.outlets()).isEmpty();
        assertThat(rig.statements()).isEmpty();
        assertThat(rig.mentions()).containsOnlyKeys("ann lee");
    }

    @Test
    void nonResponsesAreCountedApart() {
        rig.send(story("a", "Ann Lee declines comment", "Ann Lee declines comment"));
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getNonResponses()).isEqualTo(2);
        assertThat(ann.getStatements()).isZero();
        assertThat(ann.getReports()).isZero();
        assertThat(ann.getArticles()).isZero();
        assertThat(ann.getForms()).containsExactly(new Form("Ann Lee", ActorType.PERSON, 2L));
        assertThat(rig.hours().get("ann lee|" + HOUR).getNonResponses()).isEqualTo(2);
        assertThat(rig.outlets().get("ann lee|calder").getNonResponses()).isEqualTo(2);
        assertThat(rig.statements()).isEmpty();
        rig.send(story("a", "Ann Lee says comment").setVersion("2"));
        assertThat(rig.actors().get("ann lee").getNonResponses()).isZero();
        assertThat(rig.actors().get("ann lee").getStatements()).isOne();
    }

    @Test
    void unnamedSpeakersAreCountedByHourAndOutletOnly() {
        rig.send(story("a", "Someone says it rains", "Someone says it rains", "Someone declines comment"));
        assertThat(rig.actors()).isEmpty();
        assertThat(rig.statements()).isEmpty();
        assertThat(rig.hours()).containsOnlyKeys("|" + HOUR);
        assertThat(rig.outlets()).containsOnlyKeys("|calder");
        ActorCounts hour = rig.hours().get("|" + HOUR);
        assertThat(hour.getActorId()).isEmpty();
        assertThat(hour.getReports()).isOne();
        assertThat(hour.getNonResponses()).isOne();
        assertThat(hour.getStatements()).isZero();
        assertThat(hour.getForms()).isEmpty();
        rig.send(cancel("a"));
        isEmpty();
    }

    @Test
    void aCorrectedSpeakerMovesTheStatement() {
        rig.send(story("a", "Ann Lee says it rains"));
        rig.send(story("a", "Bo Ek says it rains").setVersion("2"));
        assertThat(rig.actors()).containsOnlyKeys("bo ek");
        assertThat(rig.statements()).hasSize(1);
        assertThat(rig.mentions()).containsOnlyKeys("bo ek");
    }

    @Test
    void aKilledStoryLeavesNoRow() {
        rig.send(story("a", "Ann Lee says it rains", "Bo Ek declines comment", "Someone states it pours"), cancel("a"));
        isEmpty();
    }

    @Test
    void aKillThatComesFirstLeavesNothingToCount() {
        rig.send(cancel("a"), story("a", "Ann Lee says it rains"));
        isEmpty();
    }

    @Test
    void aHeldStoryCountsAgainWhenItIsUsable() {
        rig.send(story("a", "Ann Lee says it rains"));
        Counts before = rig.counts();
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setStatus(ArticleStatus.WITHHELD));
        isEmpty();
        rig.send(story("a", "Ann Lee says it rains").setVersion("3"));
        assertThat(rig.counts()).isEqualTo(before);
    }

    @Test
    void anEmbargoedStoryCountsFromItsTimeOn() {
        rig.send(story("a", "Ann Lee says it rains").setEmbargo(minutes(90)));
        isEmpty();
        rig.advance(Duration.ofMinutes(30));
        assertThat(rig.actors().get("ann lee").getStatements()).isOne();
    }

    @Test
    void aLateEarlierVersionMovesTheHour() {
        rig.send(story("a", "Ann Lee says it rains").setVersion("2"));
        rig.send(story("a", "Ann Lee says it pours").setVersion("1").setFirstCreated(minutes(-90)));
        assertThat(rig.hours()).containsOnlyKeys("ann lee|2026-11-23T10Z");
        assertThat(rig.mentionHours()).containsOnlyKeys("ann lee|2026-11-23T10Z");
        assertThat(rig.statements()).hasSize(1);
        assertThat(statement("ann lee", "it rains").getHour()).isEqualTo("2026-11-23T10Z");
    }

    @Test
    void aRevisionThatMovesNoCountPublishesNone() {
        rig.send(story("a", "Ann Lee says it rains")).counts();
        rig.send(story("a", "Ann Lee says it rains").setVersion("2").setHeadline("Update"));
        assertThat(rig.newActors()).isEmpty();
        assertThat(rig.newStatements()).isEmpty();
    }

    @Test
    void mentionsAndStoriesAreCountedPerEntityAndHour() {
        rig.send(story("a", "Ann Lee hopes it rains", "Ann Lee says it pours"), story("b", "Ann Lee hopes it rains"));
        MentionCounts ann = rig.mentions().get("ann lee");
        assertThat(ann.getMentions()).isEqualTo(3);
        assertThat(ann.getStories()).isEqualTo(2);
        assertThat(ann.getForms()).containsExactly(new Form("Ann Lee", ActorType.PERSON, 2L));
        assertThat(rig.mentionHours().get("ann lee|" + HOUR).getMentions()).isEqualTo(3);
        rig.send(cancel("a"));
        assertThat(rig.mentions().get("ann lee").getMentions()).isOne();
        assertThat(rig.mentions().get("ann lee").getStories()).isOne();
    }

    @Test
    void anEntityThatIsNeverNamedHasArticlesButNoMentions() {
        rig.entity("a:1", "ann lee", 0, 1);
        assertThat(rig.mentions()).isEmpty();
        assertThat(rig.actors().get("ann lee").getArticles()).isOne();
        rig.raw(rig.topics().entities(), "a:1|ann lee", null);
        isEmpty();
    }

    @Test
    void theCommonestNameIsShownAndTiesGoByCodePoint() {
        rig.send(story("a", "Ann Lee says it rains"), story("b", "ANN LEE says it pours"));
        assertThat(rig.actors().get("ann lee").getName()).isEqualTo("ANN LEE");
        rig.send(story("c", "Ann Lee says it snows"));
        assertThat(rig.actors().get("ann lee").getName()).isEqualTo("Ann Lee");
        assertThat(rig.actors().get("ann lee").getForms())
                .containsExactly(new Form("ANN LEE", ActorType.PERSON, 1L), new Form("Ann Lee", ActorType.PERSON, 2L));
        rig.send(cancel("c"));
        assertThat(rig.actors().get("ann lee").getName()).isEqualTo("ANN LEE");
    }

    @Test
    void anAliasSetAfterwardsMergesTheCountsOfThePast() {
        rig.send(printedBy("x", "a", "Ann Lee says it rains", "A. Lee says it rains", "A. Lee says it pours"));
        rig.send(printedBy("y", "b", "A. Lee says it rains"));
        rig.alias("a lee", "ann lee");
        assertThat(rig.actors()).containsOnlyKeys("ann lee");
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getStatements()).isEqualTo(2);
        assertThat(ann.getReports())
                .as("at most one per story, actor and content")
                .isEqualTo(3);
        assertThat(ann.getArticles()).isEqualTo(2);
        assertThat(rig.mentions()).containsOnlyKeys("ann lee");
        assertThat(rig.mentions().get("ann lee").getMentions()).isEqualTo(4);
        assertThat(rig.mentions().get("ann lee").getStories()).isEqualTo(2);
        assertThat(statement("ann lee", "it rains").getReports()).isEqualTo(2);
    }

    @Test
    void anAliasTakenBackPartsTheCountsExactly() {
        rig.send(printedBy("x", "a", "Ann Lee says it rains", "A. Lee says it rains", "Ann Lee declines comment"));
        Counts apart = rig.counts();
        rig.alias("a lee", "ann lee");
        assertThat(rig.counts()).isNotEqualTo(apart);
        rig.alias("a lee", null);
        assertThat(rig.counts()).isEqualTo(apart);
    }

    @Test
    void whetherAliasesOrStoriesComeFirstMakesNoDifference() {
        rig.send(story("a", "Ann Lee says it rains", "A. Lee says it pours")).alias("a lee", "ann lee");
        try (CountingRig other = new CountingRig()) {
            other.alias("a lee", "ann lee").send(story("a", "Ann Lee says it rains", "A. Lee says it pours"));
            assertThat(other.counts()).isEqualTo(rig.counts());
        }
        rig.send(cancel("a"));
        isEmpty();
    }

    @Test
    void aChangedAliasMovesWhatTheOldOneMoved() {
        rig.send(story("a", "A. Lee says it rains")).alias("a lee", "ann lee").alias("a lee", "al lee");
        assertThat(rig.actors()).containsOnlyKeys("al lee");
        assertThat(rig.mentions()).containsOnlyKeys("al lee");
    }

    @Test
    void aliasesAreNotChained() {
        rig.send(story("a", "A. Lee says it rains", "Ann Lee says it pours"))
                .alias("a lee", "ann lee")
                .alias("ann lee", "annabel lee");
        assertThat(rig.actors()).containsOnlyKeys("ann lee", "annabel lee");
    }

    @Test
    void anAliasSetTwiceMovesNothing() {
        rig.send(story("a", "A. Lee says it rains")).alias("a lee", "ann lee").counts();
        rig.alias("a lee", "ann lee");
        assertThat(rig.newActors()).isEmpty();
    }

    @Test
    void anAliasInAWrongPartitionIsSentOnToItsOwnOnce() {
        try (CountingRig four = new CountingRig(4)) {
            String misplaced = Stream.of("a lee", "b lee", "c lee", "d lee")
                    .filter(name -> StoryPartition.of(name, 4) != 0)
                    .findFirst()
                    .orElseThrow();
            four.alias(misplaced, "ann lee");
            assertThat(four.newRerouted()).singleElement().satisfies(record -> assertThat(record.key())
                    .isEqualTo(misplaced));
            // The test driver has one partition only, so that what was sent on comes back to it.
            assertThat(four.newDeadLetters()).singleElement().satisfies(letter -> assertThat(
                            DeadLetterHeaders.read(letter.headers())
                                    .orElseThrow()
                                    .cause())
                    .contains(
                            "the alias of '" + misplaced + "' does not belong to partition 0 and was sent on before"));
        }
    }

    private void isDeadLetter(Topic<?> topic, String key, byte[] value, String cause) {
        rig.raw(topic, key, value);
        assertThat(rig.newDeadLetters()).singleElement().satisfies(letter -> {
            DeadLetterHeaders headers = DeadLetterHeaders.read(letter.headers()).orElseThrow();
            assertThat(headers.cause()).contains(cause);
            assertThat(headers.application()).isEqualTo("hearsay-counting");
            assertThat(headers.topic()).isEqualTo(topic.name());
            assertThat(letter.value()).isEqualTo(value);
        });
    }

    @Test
    void whatIsNoRecordOfItsTopicIsADeadLetterWithItsCauseAndTheRestIsCounted() {
        rig.send(story("a", "Ann Lee says it rains"));
        Counts before = rig.counts();
        Claim claim = rig.extraction().claims().get(0);
        byte[] claimBytes = rig.bytes(rig.topics().claims(), claim);
        EntityMentions entity = rig.extraction().entityTable().get("calder:a|ann lee");
        byte[] entityBytes = rig.bytes(rig.topics().entities(), entity);
        byte[] noAvro = "no avro".getBytes(StandardCharsets.UTF_8);
        Topic<Claim> claims = rig.topics().claims();
        Topic<EntityMentions> entities = rig.topics().entities();
        Topic<Alias> aliases = rig.topics().aliases();

        isDeadLetter(claims, claim.getClaimId(), noAvro, "where the framing has 0");
        isDeadLetter(claims, claim.getClaimId(), Arrays.copyOf(claimBytes, 40), "no Avro binary of a Claim");
        isDeadLetter(claims, "another", claimBytes, "stands under the key 'another'");
        isDeadLetter(claims, null, claimBytes, "has no key");
        isDeadLetter(entities, "calder:a|ann lee", noAvro, "where the framing has 0");
        isDeadLetter(entities, "calder:b|ann lee", entityBytes, "stands under the key 'calder:b|ann lee'");
        isDeadLetter(entities, "no key", entityBytes, "no key of an entity in a story");
        isDeadLetter(entities, "calder:a|", null, "has no id");
        isDeadLetter(entities, null, entityBytes, "has no key");
        isDeadLetter(aliases, "ann lee", noAvro, "where the framing has 0");
        isDeadLetter(aliases, null, null, "an alias has no key");
        isDeadLetter(
                aliases,
                "ann lee",
                rig.bytes(
                        aliases, Alias.newBuilder().setName("x").setActorId("").build()),
                "names an actor of 0 bytes");

        assertThat(DeadLetterOutput.count(rig.driver().metrics())).isEqualTo(12);
        assertThat(rig.counts()).isEqualTo(before);
        rig.send(cancel("a"));
        isEmpty();
    }

    @Test
    void tombstonesOfWhatWasNeverThereAreNothing() {
        rig.raw(rig.topics().claims(), "unknown", null);
        rig.raw(rig.topics().entities(), "calder:a|ann lee", null);
        rig.alias("ann lee", null);
        isEmpty();
        assertThat(rig.newDeadLetters()).isEmpty();
    }

    @Test
    void theContentOfAnInterruptedQuotationIsThatOfItsFingerprint() {
        String text = "“It rains,” Ann Lee said. “It pours.”";
        rig.send(story("a", "Ann Lee says it rains"));
        Claim claim = rig.extraction().claims().get(0);
        var spans = List.of(new TextSpan(0, 11), new TextSpan(26, 37));
        var normalized = NormalizedContent.of(text, spans);
        Claim interrupted = Claim.newBuilder(claim)
                .setContent(List.of(new Span(0, 11), new Span(26, 37)))
                .setContentText("“It rains,” “It pours.”")
                .setFingerprint(normalized.fingerprint())
                .build();
        rig.raw(
                rig.topics().claims(),
                claim.getClaimId(),
                rig.bytes(rig.topics().claims(), interrupted));
        assertThat(rig.statements().values()).singleElement().satisfies(s -> assertThat(s.getContent())
                .isEqualTo(normalized.text())
                .isEqualTo("it rains it pours"));
    }

    @Test
    void aStatementThatEverybodyPrintsStaysSmall() {
        for (int i = 0; i < 200; i++) {
            rig.send(story("s" + i, "Ann Lee says it rains"));
        }
        Statement statement = statement("ann lee", "it rains");
        assertThat(statement.getReports()).isEqualTo(200);
        assertThat(statement.getCells()).containsExactly(new StatementCell(HOUR, "calder", ClaimType.DIRECT, 200L));
    }
}
