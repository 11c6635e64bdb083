package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordFormTest {
    @Test
    void theKeyIsLowerCaseWithStraightMarks() {
        assertThat(new WordForm("O’Dorvik").key()).isEqualTo("o'dorvik");
        assertThat(new WordForm("“").key()).isEqualTo("\"");
    }

    @Test
    void theHeadIsWhatFollowsTheLastInnerHyphenWithoutStops() {
        assertThat(new WordForm("harbor-wide").head()).isEqualTo("wide");
        assertThat(new WordForm("Gov.").head()).isEqualTo("gov");
        assertThat(new WordForm("-").head()).isEqualTo("-");
    }

    @Test
    void wordsOfOneShapeShareItsRow() {
        assertThat(new WordForm("Tavik").shape()).isEqualTo(new WordForm("Dorvik").shape());
        assertThat(new WordForm("Tavik").shape()).isNotEqualTo(new WordForm("TAVIK").shape());
        assertThat(new WordForm("1974").shape()).isNotEqualTo(new WordForm("Tavik").shape());
    }

    @Test
    void affixesTellAWholeWordFromItsBeginning() {
        assertThat(new WordForm("said").affixes()[2]).isNotEqualTo(new WordForm("saidel").affixes()[2]);
        assertThat(new WordForm("saidel").affixes()[2]).isEqualTo(new WordForm("saiden").affixes()[2]);
    }

    @Test
    void hashesAreThoseOfFnv1a() {
        assertThat(WordForm.hash("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(WordForm.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    }
}
