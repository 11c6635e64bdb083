package dev.hearsay.streams.extraction;

import static dev.hearsay.streams.Wire.NOON;
import static dev.hearsay.streams.Wire.cancel;
import static dev.hearsay.streams.Wire.minutes;
import static dev.hearsay.streams.Wire.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StoryVersionsTest {
    private static final long NOW = minutes(60).toEpochMilli();

    private static StoryVersions fold(Article.Builder... articles) {
        StoryVersions versions = null;
        for (Article.Builder article : articles) {
            versions = StoryVersions.fold(versions, article.build(), NOW);
        }
        return versions;
    }

    private static StoryStatus status(Article.Builder... articles) {
        return fold(articles).statusAt(NOW);
    }

    private static Article.Builder v(String version) {
        return story("a", "Ann Lee says yes").setVersion(version);
    }

    private static Article.Builder timed(int minutes) {
        return v(null).setVersionTime(minutes(minutes));
    }

    @Test
    void theHighestNumberDecidesWhateverComesLast() {
        assertThat(status(v("2").setStatus(ArticleStatus.WITHHELD), v("1"))).isEqualTo(StoryStatus.WITHHELD);
        assertThat(status(v("2"), v("1").setStatus(ArticleStatus.WITHHELD))).isEqualTo(StoryStatus.USABLE);
    }

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(fold(v("9"), v("10")).highest().number()).isEqualTo("10");
        assertThat(fold(v("1.9"), v("1.10")).highest().number()).isEqualTo("1.9");
    }

    @Test
    void aMissingOrNonNumericVersionSortsBelowAllNumbers() {
        assertThat(fold(v("0"), v(null), v("final")).highest().number()).isEqualTo("0");
        assertThat(fold(v("-1"), v("0")).highest().number()).isEqualTo("0");
    }

    @Test
    void equalNumbersAreDecidedByTime() {
        assertThat(status(
                        v("1").setVersionTime(minutes(5)).setStatus(ArticleStatus.WITHHELD),
                        v("1").setVersionTime(minutes(4))))
                .isEqualTo(StoryStatus.WITHHELD);
        assertThat(status(
                        v("1").setVersionTime(minutes(5)),
                        v("1").setVersionTime(null).setStatus(ArticleStatus.WITHHELD)))
                .isEqualTo(StoryStatus.USABLE);
    }

    @Test
    void anUnknownStatusIsWithheld() {
        assertThat(status(v("1").setStatus(ArticleStatus.UNKNOWN))).isEqualTo(StoryStatus.WITHHELD);
    }

    @Test
    void aNumberedCancelCoversVersionsUpToIt() {
        assertThat(status(v("2"), cancel("a").setVersion("2"))).isEqualTo(StoryStatus.KILLED);
        assertThat(status(v("1"), cancel("a").setVersion("2"))).isEqualTo(StoryStatus.KILLED);
        assertThat(status(v(null), cancel("a").setVersion("1"))).isEqualTo(StoryStatus.KILLED);
        assertThat(status(cancel("a").setVersion("2"), v("3"))).isEqualTo(StoryStatus.USABLE);
        assertThat(status(v("3"), cancel("a").setVersion("2"))).isEqualTo(StoryStatus.USABLE);
    }

    @Test
    void anUnnumberedCancelCoversVersionsNotAfterItsTime() {
        assertThat(status(timed(5), cancel("a").setVersion(null).setVersionTime(minutes(5))))
                .isEqualTo(StoryStatus.KILLED);
        assertThat(status(timed(6), cancel("a").setVersion(null).setVersionTime(minutes(5))))
                .isEqualTo(StoryStatus.USABLE);
        assertThat(status(
                        v("7").setVersionTime(null),
                        cancel("a").setVersion("none").setVersionTime(minutes(5))))
                .isEqualTo(StoryStatus.KILLED);
    }

    @Test
    void aCancelWithNeitherIsFinal() {
        assertThat(status(cancel("a").setVersion(null).setVersionTime(null), v("99").setVersionTime(minutes(1000))))
                .isEqualTo(StoryStatus.KILLED);
    }

    @Test
    void aCancelMayBeAllThatIsEverSeen() {
        StoryVersions versions = fold(cancel("a").setOutlet("calder"));
        assertThat(versions.statusAt(NOW)).isEqualTo(StoryStatus.KILLED);
        assertThat(versions.outlet()).isEqualTo("calder");
        assertThat(versions.time()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void embargoEndsByTheClockAndIsIgnoredOnCancels() {
        Instant end = minutes(90);
        assertThat(fold(v("1").setEmbargo(end)).statusAt(NOW)).isEqualTo(StoryStatus.EMBARGOED);
        assertThat(fold(v("1").setEmbargo(end)).statusAt(end.toEpochMilli())).isEqualTo(StoryStatus.USABLE);
        assertThat(status(v("1"), cancel("a").setEmbargo(end))).isEqualTo(StoryStatus.KILLED);
        assertThat(status(v("1"), v("2").setEmbargo(end))).isEqualTo(StoryStatus.EMBARGOED);
        assertThat(status(v("1").setEmbargo(end), v("2"))).isEqualTo(StoryStatus.USABLE);
    }

    @Test
    void theTimeOfTheStoryIsTheEarliestOverAllVersions() {
        assertThat(fold(v("2").setFirstCreated(minutes(30)), v("1").setFirstCreated(minutes(10)))
                        .time())
                .isEqualTo(minutes(10).toEpochMilli());
        assertThat(fold(v("1").setFirstCreated(minutes(10)).setPublished(minutes(3)))
                        .time())
                .isEqualTo(minutes(3).toEpochMilli());
        assertThat(fold(v("1").setFirstCreated(null).setVersionTime(minutes(7))).time())
                .isEqualTo(minutes(7).toEpochMilli());
    }

    @Test
    void anAbsurdTimeIsReplacedByAcceptanceAndFlagged() {
        for (Instant absurd : List.of(
                Instant.parse("1799-12-31T23:59:59Z"),
                Instant.ofEpochMilli(NOW).plusSeconds(86_401),
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Instant.ofEpochMilli(Long.MIN_VALUE))) {
            StoryVersions versions = fold(v("1").setFirstCreated(absurd).setVersionTime(null));
            assertThat(versions.timeReplaced()).isTrue();
            assertThat(versions.time()).isEqualTo(NOW);
            StoryVersions corrected = StoryVersions.fold(versions, v("2").build(), NOW);
            assertThat(corrected.timeReplaced()).isFalse();
            assertThat(corrected.time()).isEqualTo(NOON.toEpochMilli());
        }
        assertThat(fold(v("1").setFirstCreated(Instant.ofEpochMilli(NOW).plusSeconds(86_400)))
                        .timeReplaced())
                .isFalse();
    }

    @Test
    void contentWithAnotherTimeIsTheSameContent() {
        Version early = StoryVersions.version(timed(1).build());
        Version late = StoryVersions.version(timed(2).build());
        assertThat(early.hash()).isEqualTo(late.hash());
        assertThat(early.compareTo(late)).isNegative();
    }

    @Property(tries = 1000)
    void anyOrderAndRepetitionEndsEqual(
            @ForAll("histories") List<Article> articles, @ForAll("orders") List<Integer> order) {
        StoryVersions straight = null;
        for (Article article : articles) {
            straight = StoryVersions.fold(straight, article, NOW);
        }
        StoryVersions shuffled = null;
        for (int pick : order) {
            shuffled = StoryVersions.fold(shuffled, articles.get(pick % articles.size()), NOW);
        }
        for (int i = articles.size() - 1; i >= 0; i--) {
            shuffled = StoryVersions.fold(shuffled, articles.get(i), NOW);
        }
        assertThat(shuffled).isEqualTo(straight);
    }

    @Property(tries = 300)
    void theStoreGivesBackWhatItWasGiven(@ForAll("histories") List<Article> articles) {
        StoryVersions versions = null;
        for (Article article : articles) {
            versions = StoryVersions.fold(versions, article, NOW);
        }
        BinaryWriter out = new BinaryWriter(16);
        versions.writeTo(out);
        assertThat(StoryVersions.read(new BinaryReader(out.toBytes()))).isEqualTo(versions);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers().between(0, 1000).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<Article>> histories() {
        Arbitrary<String> numbers =
                Arbitraries.of("1", "2", "3", "03", "2.0", "x", "").map(n -> n);
        Arbitrary<Integer> times = Arbitraries.integers().between(-1, 4);
        Arbitrary<ArticleStatus> statuses = Arbitraries.of(ArticleStatus.values());
        Arbitrary<String> texts = Arbitraries.of("Ann Lee says yes", "Ann Lee says no");
        return Combinators.combine(numbers, times, statuses, texts, times, times)
                .as((number, time, status, text, created, embargo) -> story("a", text)
                        .setVersion(number.isEmpty() ? null : number)
                        .setVersionTime(time < 0 ? null : minutes(time))
                        .setFirstCreated(created < 0 ? null : minutes(created))
                        .setEmbargo(embargo < 2 ? null : minutes(50 + 10 * embargo))
                        .setOutlet(time > 2 ? "calder" : "harrow")
                        .setStatus(status)
                        .build())
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
