package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plain; plain",
                "a%b; a%25b",
                "a|b; a%7Cb",
                "urn:newsml:x; urn%3Anewsml%3Ax",
                "%7C; %257C",
                "100 % sûr/é?#&=; 100 %25 sûr/é?#&=",
                "%|:; %25%7C%3A"
            })
    void onlyPercentBarAndColonAreEncoded(String part, String encoded) {
        assertThat(Keys.encode(part)).isEqualTo(encoded);
        assertThat(Keys.decode(encoded)).isEqualTo(part);
    }

    @Test
    void aKeyReadsAsDocumented() {
        String story = Keys.storyId("Northfield Wire", "tag:northfield.example,2026:42");

        assertThat(story).isEqualTo("Northfield Wire:tag%3Anorthfield.example,2026%3A42");
        assertThat(Keys.entityInStory(story, "amara nkembe"))
                .isEqualTo("Northfield Wire:tag%3Anorthfield.example,2026%3A42|amara nkembe");
        assertThat(Keys.actorHour("amara nkembe", "2026-11-23T14Z")).isEqualTo("amara nkembe|2026-11-23T14Z");
        assertThat(Keys.actor("amara nkembe")).isEqualTo("amara nkembe");
    }

    @Property
    void aStoryIdGivesBackItsProviderAndDocument(
            @ForAll("someParts") String provider, @ForAll("someParts") String document) {
        String id = Keys.storyId(provider, document);

        assertThat(Keys.isStoryId(id)).isTrue();
        assertThat(Keys.parseStoryId(id)).isEqualTo(new Keys.StoryRef(provider, document));
    }

    @Property
    void everyCompositeKeyGivesBackItsParts(
            @ForAll("someParts") String provider, @ForAll("parts") String left, @ForAll("parts") String right) {
        String story = Keys.storyId(provider, provider);

        assertThat(Keys.parseEntityInStory(Keys.entityInStory(story, right)))
                .isEqualTo(new Keys.EntityInStory(story, right));
        assertThat(Keys.parseStatement(Keys.statement(left, right))).isEqualTo(new Keys.StatementRef(left, right));
        assertThat(Keys.parseActorHour(Keys.actorHour(left, right))).isEqualTo(new Keys.ActorHour(left, right));
        assertThat(Keys.parseActorOutlet(Keys.actorOutlet(left, right))).isEqualTo(new Keys.ActorOutlet(left, right));
    }

    @Property
    void differentPartsNeverShareAKey(
            @ForAll("parts") String a,
            @ForAll("parts") String b,
            @ForAll("parts") String c,
            @ForAll("parts") String d) {
        assertThat(Keys.statement(a, b).equals(Keys.statement(c, d))).isEqualTo(a.equals(c) && b.equals(d));
    }

    @Property
    void parsingTextThatIsNoKeySaysSoAndNothingElse(@ForAll("parts") String text) {
        boolean storyId = Keys.isStoryId(text);
        if (storyId) {
            Keys.StoryRef ref = Keys.parseStoryId(text);
            assertThat(Keys.storyId(ref.provider(), ref.documentId())).isEqualTo(text);
        } else {
            assertThatThrownBy(() -> Keys.parseStoryId(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a:", ":b", "ab", "a:b:c", "a|b", "a:b|c", "a%:b", "a%2:b", "a%41:b", "a:b%7c", "a:b%"})
    void whatStoryIdDoesNotBuildIsNoStoryId(String text) {
        assertThat(Keys.isStoryId(text)).isFalse();
        assertThatThrownBy(() -> Keys.parseStoryId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatCannotBeParsedIsNamed() {
        assertThatThrownBy(() -> Keys.parseStatement("a|b|c")).hasMessageContaining("'a|b|c'");
        assertThatThrownBy(() -> Keys.parseEntityInStory("a:b")).hasMessageContaining("'a:b'");
        assertThatThrownBy(() -> Keys.parseActorHour("a")).hasMessageContaining("'a'");
        assertThatThrownBy(() -> Keys.parseActorOutlet("a|b:c")).hasMessageContaining("b:c");
        assertThatThrownBy(() -> Keys.parseActorOutlet("a%zz|b")).hasMessageContaining("%zz");
    }

    /** Parts in which what is encoded, what looks encoded and what is not ASCII are frequent; may be empty. */
    @Provide
    Arbitrary<String> parts() {
        return Arbitraries.of(List.of("%", "|", ":", "%7C", "%3A", "%25", "%7c", "a", "B", "2", "é", "😀", " ", "\n"))
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> someParts() {
        return parts().filter(part -> !part.isEmpty());
    }
}
