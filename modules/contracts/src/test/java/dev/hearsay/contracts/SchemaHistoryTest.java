package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas evolve FULL_TRANSITIVE: the present one reads what every release wrote, and every release reads this one. */
class SchemaHistoryTest {
    static Stream<String> released() {
        return SchemaFolder.versions().stream().flatMap(version -> SchemaFolder.released(version).stream());
    }

    @ParameterizedTest
    @MethodSource("released")
    void thePresentSchemaAndTheReleasedOneReadEachOther(String file) {
        String record = SchemaFolder.recordOf(file);
        assertThat(SchemaFolder.present())
                .as("a released record stays: %s", record)
                .contains(record + ".avsc");

        assertThat(faults(SchemaFolder.schema(record + ".avsc"), SchemaFolder.schema(file)))
                .as(
                        "%s is not FULL_TRANSITIVE compatible with %s: give added fields a default, never remove a field"
                                + " without one, add enum symbols only where there is a default",
                        record, file)
                .isEmpty();
    }

    @Test
    void thereIsAReleaseToCompareWith() {
        assertThat(released()).contains("history/0.1.0/Claim.avsc", "history/0.1.0/Article.avsc");
    }

    /** Each of these would part releases from each other; the check must see it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a field added without a default; \"name\":\"storyId\",\"type\":\"string\"; \"name\":\"added\",\"type\":\"string\"},{\"name\":\"storyId\",\"type\":\"string\"; the present one cannot read the released one",
                "a field without a default removed; {\"name\":\"outlet\",\"type\":\"string\"},; ''; the released one cannot read the present one",
                "a field renamed; \"name\":\"outlet\"; \"name\":\"paper\"; the present one cannot read the released one",
                "a type changed; \"name\":\"contextStart\",\"type\":\"int\"; \"name\":\"contextStart\",\"type\":\"string\"; the present one cannot read the released one",
                "a number widened; \"name\":\"contextStart\",\"type\":\"int\"; \"name\":\"contextStart\",\"type\":\"long\"; the released one cannot read the present one",
                "the default of an enum dropped and a symbol removed; \"DIRECT\",\"INDIRECT\",\"MIXED\"],\"default\":\"UNKNOWN\"; \"DIRECT\",\"INDIRECT\"]; the present one cannot read the released one",
                "a union without null; [\"null\",\"string\"],\"default\":null},{\"name\":\"headline\"; \"string\",\"default\":\"\"},{\"name\":\"headline\"; the present one cannot read the released one"
            })
    void anIncompatibleChangeIsCaught(String change, String from, String to, String fault) {
        Schema released = SchemaFolder.schema("history/0.1.0/Claim.avsc");
        Schema changed = changed(released, from, to);

        assertThat(faults(changed, released)).as(change).anyMatch(found -> found.startsWith(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a field added with a default; \"name\":\"storyId\",\"type\":\"string\"; \"name\":\"added\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"storyId\",\"type\":\"string\"",
                "a field with a default removed; {\"name\":\"headline\",\"type\":\"string\",\"default\":\"\"},; ''",
                "an enum symbol added; \"DIRECT\",\"INDIRECT\",\"MIXED\"]; \"DIRECT\",\"INDIRECT\",\"MIXED\",\"SIGNED\"]"
            })
    void aCompatibleChangeIsNot(String change, String from, String to) {
        Schema released = SchemaFolder.schema("history/0.1.0/Claim.avsc");

        assertThat(faults(changed(released, from, to), released)).as(change).isEmpty();
    }

    private static List<String> faults(Schema present, Schema released) {
        List<String> faults = new ArrayList<>();
        incompatibilities(present, released)
                .forEach(fault -> faults.add("the present one cannot read the released one: " + fault));
        incompatibilities(released, present)
                .forEach(fault -> faults.add("the released one cannot read the present one: " + fault));
        return faults;
    }

    private static List<String> incompatibilities(Schema reader, Schema writer) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities().stream()
                        .map(fault -> fault.getType() + " at " + fault.getLocation() + ": " + fault.getMessage())
                        .toList();
    }

    /** The schema with a replacement in its JSON without docs. */
    private static Schema changed(Schema schema, String from, String to) {
        String json = schema.toString().replaceAll(",\"doc\":\"[^\"]*\"", "");
        assertThat(json).contains(from);
        return new Schema.Parser().parse(json.replace(from, to));
    }
}
