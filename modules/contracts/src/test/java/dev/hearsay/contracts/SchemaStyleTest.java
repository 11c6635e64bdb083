package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every present schema must be. */
class SchemaStyleTest {
    static Stream<String> present() {
        return SchemaFolder.present().stream();
    }

    @ParameterizedTest
    @MethodSource("present")
    void everyTypeAndEveryFieldHasADoc(String file) {
        named(SchemaFolder.schema(file)).forEach((name, type) -> {
            assertThat(type.getDoc()).as("doc of %s", name).isNotBlank();
            if (type.getType() == Schema.Type.RECORD) {
                assertThat(type.getFields()).allSatisfy(field -> assertThat(field.doc())
                        .as("doc of %s.%s", name, field.name())
                        .isNotBlank());
            }
        });
    }

    /** Without one, a reader with an older schema could not read a symbol that a later release adds. */
    @ParameterizedTest
    @MethodSource("present")
    void everyEnumHasADefaultSymbol(String file) {
        assertThat(named(SchemaFolder.schema(file)).values())
                .filteredOn(type -> type.getType() == Schema.Type.ENUM)
                .allSatisfy(type -> assertThat(type.getEnumDefault())
                        .as("default of %s", type.getName())
                        .isEqualTo(type.getName().equals("Act") ? "OTHER" : "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource("present")
    void whatMayBeAbsentIsAbsentByDefault(String file) {
        named(SchemaFolder.schema(file)).values().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.schema().isNullable())
                .forEach(field -> assertThat(field.hasDefaultValue())
                        .as("default of %s in %s", field.name(), file)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("present")
    void theGeneratedClassHasThisSchema(String file) throws ClassNotFoundException {
        Schema schema = SchemaFolder.schema(file);

        assertThat(schema.getName()).isEqualTo(SchemaFolder.recordOf(file));
        Class<?> generated = Class.forName(schema.getFullName());
        assertThat(BundledSchemaCatalog.fingerprint(SpecificData.get().getSchema(generated)))
                .isEqualTo(BundledSchemaCatalog.fingerprint(schema));
    }

    @Test
    void theRulesSeeNestedTypes() {
        assertThat(named(SchemaFolder.schema("Claim.avsc")))
                .containsKeys("Claim", "Span", "ActorType", "ClaimType", "Act", "EntityRef");
        assertThat(SchemaFolder.present()).hasSizeGreaterThan(10).containsAll(List.of("Article.avsc", "Cause.avsc"));
    }

    /** Every named type in a schema, by its simple name. */
    private static Map<String, Schema> named(Schema schema) {
        Map<String, Schema> found = new LinkedHashMap<>();
        collect(schema, found);
        return found;
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM, FIXED -> found.putIfAbsent(schema.getName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> collect(type, found));
            default -> {}
        }
    }
}
