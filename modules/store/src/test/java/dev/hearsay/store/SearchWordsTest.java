package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {
    private static boolean finds(String typed, String... texts) {
        return SearchWords.of(typed).occurIn(texts);
    }

    @Test
    void everyWordOccursInAnyOrderInOneOfTheTexts() {
        assertThat(finds("hospitals MAYOR", "a hospital closes", "the mayor")).isTrue();
        assertThat(finds("hospitals mayor", "a hospital closes", "the nurse")).isFalse();
    }

    @Test
    void wordsAreWhole() {
        assertThat(finds("port", "the airport reported")).isFalse();
    }

    @Test
    void possessivesAreFoundByTheirNounAndFindIt() {
        assertThat(finds("hospital", "the hospital's roof", "the hospitals’ roofs"))
                .isTrue();
        assertThat(finds("hospital's", "a hospital")).isTrue();
        assertThat(finds("hospitals’", "a hospital")).isTrue();
    }

    @Test
    void whatStandsInQuotationMarksIsFoundAsItIsWritten() {
        assertThat(finds("\"hospitals\"", "a hospital")).isFalse();
        assertThat(finds("“Hospitals”", "hospitals")).isTrue();
        assertThat(finds("\"new bridge\" votes", "they voted for a new bridge")).isTrue();
        assertThat(finds("\"new bridge\"", "a bridge that is new")).isFalse();
    }

    @Test
    void wordsWithSignsStayTogether() {
        assertThat(finds("U.S.", "the U.S. said")).isTrue();
        assertThat(finds("U.S.", "s. u.")).isFalse();
    }

    @Test
    void accentsDoNotMatter() {
        assertThat(finds("senor cafés", "Señor", "CAFES")).isTrue();
    }

    @Test
    void signsAloneAreNoWords() {
        assertThat(finds("— hospital \" &", "a hospital")).isTrue();
        assertThat(SearchWords.of("— “”").forSqlite()).isEqualTo("\"\"");
        assertThat(SearchWords.of("— “”").forPostgresql()).isEmpty();
    }

    @Test
    void operatorsOfTheDatabasesHaveNoMeaning() {
        assertThat(SearchWords.of("NOT x* 'a\\").forSqlite()).isEqualTo("(\"NOT\") AND (\"x*\") AND (\"'a\\\")");
        assertThat(SearchWords.of("!x o'b\\'").forPostgresql()).isEqualTo("('!x') & ('o b  ')");
    }

    @Test
    void longQuestionsAreFoundAsTheyAreWrittenFromSomeWordOn() {
        assertThat(finds("hospitals ".repeat(20), "a hospital")).isTrue();
        assertThat(finds("hospitals ".repeat(21), "a hospital")).isFalse();
    }
}
