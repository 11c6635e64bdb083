package dev.hearsay.extract.mentions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyNamesTest {
    private final TidyNames tidy = new TidyNames(document -> List.of(), Lexicon.bundled());

    @ParameterizedTest
    @CsvSource({
        "Mayor Elena Dorvik, PERSON, Elena Dorvik",
        "Deputy Energy Minister Paul Orten, PERSON, Paul Orten",
        "Mr. Dorvik, PERSON, Dorvik",
        "Tavik baker Agathe Lind, PERSON, Agathe Lind",
        "Martin King Jr., PERSON, Martin King Jr.",
        "Harry Orten (D-Nev.), PERSON, Harry Orten",
        "the Bank of Tavik, ORGANIZATION, Bank of Tavik",
        "Regatta-winner Dorvik, PERSON, Dorvik",
        "Dorvik\u2019s, PERSON, Dorvik",
        "Orten Vel - han, PERSON, Orten Vel - han",
        "Nelda ka Zwele, PERSON, Nelda ka Zwele",
        "Remance mine, PLACE, Remance mine",
        "A Report of the quay, MISC, Report of the quay",
    })
    void titlesArticlesAndBracketsAreNoPartOfAName(String name, EntityType type, String expected) {
        Document document = Document.of("They met " + name + " there .");
        int end = document.size() - 2;
        assertThat(names(document, tidy.tidy(document, List.of(new Mention(2, end, type)))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Rep. Elena Dorvik, Elena Dorvik, PERSON",
        "Sen. Paul Orten of Tavik, Paul Orten, PERSON",
        "Coast Majority Leader Paul Orten, Paul Orten, PERSON",
        "Dr. Orten Group, Dr. Orten Group, ORGANIZATION",
        "Justice Department, Justice Department, ORGANIZATION",
    })
    void whatBeginsLikeAPersonsNameIsOne(String name, String expected, EntityType type) {
        Document document = Document.of("They met " + name + " there .");
        List<Mention> tidied =
                tidy.tidy(document, List.of(new Mention(2, document.size() - 2, EntityType.ORGANIZATION)));
        assertThat(names(document, tidied)).containsExactly(expected);
        assertThat(tidied.get(0).type()).isEqualTo(type);
    }

    @Test
    void whatHasAClauseInsideGivesWayToTheRules() {
        Document document = Document.of("A former staff member for the Dorvik campaign in Tavik spoke .");
        Mention wrong = new Mention(1, 10, EntityType.ORGANIZATION);
        assertThat(tidy.tidy(document, List.of(wrong))).isEmpty();
        TidyNames helped = new TidyNames(any -> List.of(new Mention(6, 7, EntityType.PERSON)), Lexicon.bundled());
        assertThat(names(document, helped.tidy(document, List.of(wrong)))).containsExactly("Dorvik");
    }

    @Test
    void aNameHasOneTypeInAText() {
        Document document = Document.of("Nordal spoke . Nordal left . Nordal won .");
        List<Mention> mentions = List.of(
                new Mention(0, 1, EntityType.ORGANIZATION),
                new Mention(3, 4, EntityType.PERSON),
                new Mention(6, 7, EntityType.ORGANIZATION));
        assertThat(tidy.tidy(document, mentions)).extracting(Mention::type).containsOnly(EntityType.ORGANIZATION);
    }

    @Test
    void aSurnameIsAPersonWhereThePersonIsNamedInFull() {
        Document document = Document.of("Mira Nordal spoke . Aides to Nordal left .");
        List<Mention> mentions = List.of(new Mention(0, 2, EntityType.PERSON), new Mention(6, 7, EntityType.PLACE));
        assertThat(tidy.tidy(document, mentions)).extracting(Mention::type).containsOnly(EntityType.PERSON);
    }

    @Test
    void aPlaceOfASurnameStaysOneWhereItIsNamedMoreOften() {
        Document document = Document.of("Mira Nordal came to Nordal . Nordal grew . In Nordal it rained .");
        List<Mention> mentions = List.of(
                new Mention(0, 2, EntityType.PERSON),
                new Mention(4, 5, EntityType.PLACE),
                new Mention(6, 7, EntityType.PLACE),
                new Mention(10, 11, EntityType.PLACE));
        assertThat(tidy.tidy(document, mentions).subList(1, 4))
                .extracting(Mention::type)
                .containsOnly(EntityType.PLACE);
    }

    private static List<String> names(Document document, List<Mention> mentions) {
        List<String> names = new ArrayList<>();
        mentions.forEach(mention -> names.add(document.text(mention.start(), mention.end())));
        return names;
    }
}
