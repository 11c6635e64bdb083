package dev.hearsay.feeds.ninjs;

import static dev.hearsay.feeds.Reading.accepted;
import static dev.hearsay.feeds.Reading.all;
import static dev.hearsay.feeds.Reading.article;
import static dev.hearsay.feeds.Reading.options;
import static dev.hearsay.feeds.Reading.refused;
import static dev.hearsay.feeds.Reading.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NinjsTest {
    private static final String BODY = "\"body_text\":\"The mill will reopen, Odile Marrane said.\"";

    private static String story(String fields) {
        return "{\"uri\":\"tag:wire.example,2031:1\",\"provider\":\"Quill\",\"language\":\"en\",\"version\":\"1\","
                + "\"versioncreated\":\"2031-05-06T10:00:00Z\"," + fields + "}";
    }

    @Test
    void readsEveryFieldOfVersion1() {
        Article article = article("""
                {"uri":"http://wire.example/a/1","provider":"Quill","version":"3","pubstatus":"usable",
                 "versioncreated":"2031-05-06T10:00:00+02:00","firstcreated":"2031-05-06T09:00:00+02:00",
                 "embargoed":"2031-05-06T11:00:00Z","language":"en-GB","byline":"By Ansel Brook",
                 "headline":"Mill to reopen","located":"VARLEY","ednote":"Adds quote","signals":["update"],
                 "infosources":[{"name":"Varley Echo"}],
                 "body_text":"VARLEY (Quill) - First.\\n\\nSecond."}""");
        assertThat(article.getStoryId()).isEqualTo("Quill:http%3A//wire.example/a/1");
        assertThat(article.getProvider()).isEqualTo("Quill");
        assertThat(article.getDocumentId()).isEqualTo("http://wire.example/a/1");
        assertThat(article.getVersion()).contains("3");
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.USABLE);
        assertThat(article.getVersionTime()).contains(Instant.parse("2031-05-06T08:00:00Z"));
        assertThat(article.getFirstCreated()).contains(Instant.parse("2031-05-06T07:00:00Z"));
        assertThat(article.getEmbargo()).contains(Instant.parse("2031-05-06T11:00:00Z"));
        assertThat(article.getLanguage()).contains("en-GB");
        assertThat(article.getByline()).contains("By Ansel Brook");
        assertThat(article.getOutlet()).isEqualTo("Varley Echo");
        assertThat(article.getUrl()).contains("http://wire.example/a/1");
        assertThat(article.getEditorsNote()).contains("Adds quote");
        assertThat(article.getSignals()).containsExactly("update");
        assertThat(article.getText()).isEqualTo("Mill to reopen\n\nVARLEY (Quill) - First.\n\nSecond.");
        assertThat(article.getFormat()).isEqualTo("ninjs");
    }

    @Test
    void readsTheListsOfVersion2() {
        Article article = article(story("""
                "by":"Ansel Brook","headlines":[{"role":"sub","value":"Second"},{"role":"main","value":"Main"}],
                "bodies":[{"role":"teaser","contenttype":"text/html","value":"<p>Teaser.</p>"},
                          {"role":"main","contenttype":"text/html","value":"<p>One.</p><p>Two.</p>"}]"""));
        assertThat(article.getText()).isEqualTo("Main\n\nOne.\n\nTwo.");
        assertThat(article.getByline()).contains("Ansel Brook");
    }

    @Test
    void readsTheCamelCaseOfVersion3() {
        Article article = article("""
                {"uri":"urn:x:1","provider":"Quill","language":"en","pubStatus":"withheld","version":"12",
                 "versionCreated":"2031-05-06T10:00:00Z","firstCreated":"2031-05-05T10:00:00Z",
                 "embargoedUntil":"2031-05-07T10:00:00Z","infoSources":[{"name":"Echo","literal":"e"}],
                 "bodies":[{"contentType":"text/plain","value":"Held."}]}""");
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.WITHHELD);
        assertThat(article.getEmbargo()).contains(Instant.parse("2031-05-07T10:00:00Z"));
        assertThat(article.getFirstCreated()).contains(Instant.parse("2031-05-05T10:00:00Z"));
        assertThat(article.getOutlet()).isEqualTo("Echo");
    }

    @Test
    void takesOneRenditionOfTheBodyAndPrefersParagraphs() {
        Article article = article(
                story("\"headline\":\"H\",\"body_text\":\"One. Two.\",\"body_xhtml\":\"<p>One.</p><p>Two.</p>\""));
        assertThat(article.getText()).isEqualTo("H\n\nOne.\n\nTwo.");
    }

    @ParameterizedTest
    @CsvSource({
        "usable,USABLE",
        "canceled,CANCELED",
        "cancelled,CANCELED",
        "Canceled,CANCELED",
        "killed,CANCELED",
        "replaced,CANCELED",
        "stat:canceled,CANCELED",
        "http://cv.example/pubstatus/withheld,WITHHELD",
        "'',USABLE"
    })
    void knowsStatusesInEverySpelling(String written, ArticleStatus status) {
        assertThat(article(story("\"pubstatus\":\"" + written + "\"," + BODY)).getStatus())
                .isEqualTo(status);
    }

    @Test
    void unknownStatusIsKeptAsWrittenAndTold() {
        Parsed.Accepted accepted = accepted(story("\"pubstatus\":\"dormant\"," + BODY));
        assertThat(accepted.article().getStatus()).isEqualTo(ArticleStatus.UNKNOWN);
        assertThat(accepted.article().getStatusText()).contains("dormant");
        assertThat(warnings(accepted)).containsExactly(Kind.UNKNOWN_STATUS);
    }

    @Test
    void cancelNeedsNoBodyAndCarriesNoText() {
        Article without = article(story("\"pubstatus\":\"canceled\",\"version\":\"4\""));
        assertThat(without.getText()).isEmpty();
        Article with = article(story("\"pubstatus\":\"canceled\",\"headline\":\"KILL\"," + BODY));
        assertThat(with.getText()).isEmpty();
        assertThat(with.getHeadline()).isEmpty();
    }

    @Test
    void usableWithoutBodyIsRefused() {
        assertThat(refused(story("\"headline\":\"Only a headline\"")).kind()).isEqualTo(Refusal.INCOMPLETE);
        assertThat(refused(story("\"body_text\":\"  \"")).reason()).isEqualTo("it has no body");
    }

    @Test
    void withoutUriIsRefused() {
        assertThat(refused("{" + BODY + "}").reason()).isEqualTo("it has no uri");
        assertThat(refused("{\"uri\":\" \"," + BODY + "}").reason()).isEqualTo("it has no uri");
    }

    @Test
    void tenMegabytesAreRefusedWithSizeAndLimit() {
        Parsed.Refused refused = refused(story("\"body_text\":\"" + "word ".repeat(2_000_000) + "\""));
        assertThat(refused.kind()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused.reason()).isEqualTo("its text has 10,000,001 characters; the limit is 500,000");
    }

    @Test
    void invalidUtf8BecomesReplacementCharactersAndIsTold() {
        byte[] bytes = story("\"body_text\":\"caf# said\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xE9 : bytes[i];
        }
        Parsed.Accepted accepted =
                (Parsed.Accepted) all(bytes, options("wire.jsonl")).get(0);
        assertThat(accepted.article().getText()).isEqualTo("caf\uFFFD said");
        assertThat(warnings(accepted)).containsExactly(Kind.BAD_ENCODING);
    }

    @Test
    void replacementCharactersOfTheDocumentItselfAreNoFault() {
        assertThat(accepted(story("\"body_text\":\"a \uFFFD b\"")).warnings()).isEmpty();
    }

    @Test
    void nullCharactersAndLoneSurrogatesBecomeReplacementCharacters() {
        Parsed.Accepted accepted = accepted(story("\"body_text\":\"a\\u0000b\\ud800c \\ud83d\\ude00\""));
        assertThat(accepted.article().getText()).isEqualTo("a\uFFFDb\uFFFDc \uD83D\uDE00");
        assertThat(warnings(accepted)).containsExactly(Kind.BAD_CHARACTERS);
    }

    @Test
    void languageThatIsMissingOrNoneIsAbsentAndTold() {
        String noLanguage =
                "{\"version\":\"1\",\"uri\":\"urn:x:1\",\"provider\":\"Quill\",\"versioncreated\":\"2031-05-06T10:00:00Z\","
                        + BODY + "}";
        assertThat(warnings(accepted(noLanguage))).containsExactly(Kind.NO_LANGUAGE);
        Parsed.Accepted bad = accepted(noLanguage.replace("{", "{\"language\":\"???\","));
        assertThat(bad.article().getLanguage()).isEmpty();
        assertThat(warnings(bad)).containsExactly(Kind.BAD_LANGUAGE);
        assertThat(accepted(noLanguage.replace("{", "{\"language\":\"tlh\","))
                        .article()
                        .getLanguage())
                .contains("tlh");
    }

    @Test
    void futureAndUnreadableTimesAreTold() {
        String late = story(BODY).replace("2031-05-06T10", "2131-05-06T10");
        assertThat(warnings(accepted(late))).containsExactly(Kind.ABSURD_TIME);
        Parsed.Accepted none = accepted(story(BODY).replace("2031-05-06T10:00:00Z", "yesterday"));
        assertThat(none.article().getVersionTime()).isEmpty();
        assertThat(warnings(none)).containsExactly(Kind.BAD_TIME, Kind.NO_TIME);
    }

    @Test
    void embargoThatCannotBeReadHoldsTheStory() {
        assertThat(article(story("\"embargoed\":\"noon\"," + BODY)).getStatus()).isEqualTo(ArticleStatus.WITHHELD);
    }

    @Test
    void providerComesFromTheDocumentThenTheOptionThenTheId() {
        String anonymous = "{\"uri\":\"urn:newsml:quill.example:20310506:1\"," + BODY + "}";
        assertThat(accepted(anonymous).article().getProvider()).isEqualTo("quill.example");
        assertThat(warnings(accepted(anonymous))).contains(Kind.NO_PROVIDER);
        assertThat(accepted(anonymous, options("a.json").withProvider("Desk"))
                        .article()
                        .getProvider())
                .isEqualTo("Desk");
        assertThat(accepted(story(BODY), options("a.json").withProvider("Desk"))
                        .article()
                        .getProvider())
                .isEqualTo("Quill");
        assertThat(accepted(story(BODY), options("a.json").withOutlet("Echo"))
                        .article()
                        .getOutlet())
                .isEqualTo("Echo");
    }

    @Test
    void revisionUnderNewUriCancelsTheReplacedOneForGood() {
        Parsed.Accepted accepted = accepted(story("\"replacing\":[\"tag:wire.example,2031:0\"]," + BODY));
        assertThat(accepted.articles()).hasSize(2);
        Article cancel = accepted.cancels().get(0);
        assertThat(cancel.getStoryId()).isEqualTo("Quill:tag%3Awire.example,2031%3A0");
        assertThat(cancel.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(cancel.getVersion()).isEmpty();
        assertThat(cancel.getVersionTime()).isEmpty();
        assertThat(cancel.getCanceledBy()).contains("tag:wire.example,2031:1");
    }

    @Test
    void replacedDocumentIsItselfCanceledForGood() {
        Article article = article(story("\"version\":\"2\",\"replacedby\":\"tag:wire.example,2031:2\"," + BODY));
        assertThat(article.getStatus()).isEqualTo(ArticleStatus.CANCELED);
        assertThat(article.getVersion()).isEmpty();
        assertThat(article.getVersionTime()).isEmpty();
        assertThat(article.getCanceledBy()).contains("tag:wire.example,2031:2");
    }

    @Test
    void documentThatReplacesItselfIsNotCanceled() {
        assertThat(accepted(story("\"replacing\":\"tag:wire.example,2031:1\"," + BODY))
                        .cancels())
                .isEmpty();
    }

    @Test
    void picturesAndEventsAreNoStories() {
        assertThat(refused(story("\"type\":\"picture\"," + BODY)).kind()).isEqualTo(Refusal.NOT_A_STORY);
        assertThat(refused(story("\"type\":\"event\"")).kind()).isEqualTo(Refusal.NOT_A_STORY);
    }

    @Test
    void brokenLineIsOneRefusalAndTheFeedGoesOn() {
        String lines = story(BODY) + "\nnot json\n\n{\"uri\":\n[1]\n" + story(BODY) + " x\n" + story(BODY);
        List<Parsed> all = all(lines, options("wire.jsonl"));
        assertThat(all).hasSize(6);
        assertThat(all.get(1)).asString().startsWith("wire.jsonl:2: no JSON: column 1: Unrecognized token 'not'");
        assertThat(all.get(2).origin().line()).isEqualTo(4);
        assertThat(all.get(3)).asString().isEqualTo("wire.jsonl:5: not a JSON object but array");
        assertThat(all.get(4)).isInstanceOf(Parsed.Refused.class);
        assertThat(all.get(5)).isInstanceOf(Parsed.Accepted.class);
    }

    @Test
    void arraysAndSeveralDocumentsInOneTextAreRead() {
        assertThat(all("[\n" + story(BODY) + ",\n" + story(BODY) + "]", options("a.json")))
                .hasSize(2)
                .allMatch(Parsed.Accepted.class::isInstance);
        assertThat(all(
                        story(BODY).replace(",\"", ",\n\"") + "\n" + story(BODY).replace(",\"", ",\n\""),
                        options("a.json")))
                .hasSize(2)
                .allMatch(Parsed.Accepted.class::isInstance);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(refused("{\"a\":" + "[".repeat(100_000)).kind()).isEqualTo(Refusal.TOO_LARGE);
    }
}
