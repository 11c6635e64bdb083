package dev.hearsay.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.output.Rows.Column;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static Rows rows() {
        return new Rows(Column.text("actor"), Column.number("statements"), Column.text("note"));
    }

    @Test
    void aTableAlignsWideCharactersAndCombiningMarks() {
        assertThat(rows().add("日本語", 7, "a").add("Zoe\u0301", 12, "b").print(Format.TABLE, 0))
                .isEqualTo("""
                        actor   statements  note
                        日本語           7  a
                        Zoe\u0301             12  b
                        """);
    }

    @Test
    void aTableFitsTheTerminalByCuttingWords() {
        assertThat(rows().add("an actor with a long name", 7, "a note that is long, too")
                        .print(Format.TABLE, 40))
                .isEqualTo("""
                        actor          statements  note
                        an actor wit…           7  a note that …
                        """);
    }

    @Test
    void aTableCarriesNoControlCharacters() {
        assertThat(rows().add("\u001b[2Jred\u202Eact\nor", 1, "").print(Format.TABLE, 0))
                .isEqualTo("actor           statements  note\n [2Jred act or           1\n");
    }

    @Test
    void jsonHasOneObjectALineAndNullsForWhatIsAbsent() {
        assertThat(rows().add("a \"b\"", 7L, Optional.empty())
                        .add("c", 1, List.of("x", "y"))
                        .print(Format.JSON, 0))
                .isEqualTo("""
                        [
                        {"actor":"a \\"b\\"","statements":7,"note":null},
                        {"actor":"c","statements":1,"note":["x","y"]}
                        ]
                        """);
        assertThat(rows().print(Format.JSON, 0)).isEqualTo("[]\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(rows().add("a, \"b\"", 7, Optional.of("line\nbreak")).print(Format.CSV, 0))
                .isEqualTo("actor,statements,note\n\"a, \"\"b\"\"\",7,\"line\nbreak\"\n");
    }

    @Property
    void fittedTextHasExactlyItsWidthUnlessAWideCharacterStraddlesTheEdge(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll boolean right) {
        assertThat(DisplayWidth.of(DisplayWidth.fit(DisplayWidth.printable(text), columns, right)))
                .isEqualTo(columns);
    }
}
