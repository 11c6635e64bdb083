package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.BundledSchemaCatalog.Entry;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundledSchemaCatalogTest {
    private final BundledSchemaCatalog catalog = BundledSchemaCatalog.load();

    static Stream<String> recordsOfTopics() {
        return Stream.concat(
                        SchemaFolder.present().stream(),
                        SchemaFolder.versions().stream().flatMap(version -> SchemaFolder.released(version).stream()))
                .filter(file -> !SchemaFolder.SHARED.contains(SchemaFolder.recordOf(file)));
    }

    @ParameterizedTest
    @MethodSource("recordsOfTopics")
    void everyPresentAndReleasedRecordHasAnIdThatGivesItBack(String file) {
        Schema schema = SchemaFolder.schema(file);
        int id = catalog.idOf("any-value", schema);

        assertThat(catalog.schemaOf(id).map(BundledSchemaCatalog::fingerprint))
                .as(
                        "add a line to schemas/ids.lock: <next id> %s %s <file in history>",
                        BundledSchemaCatalog.fingerprint(schema), schema.getName())
                .contains(BundledSchemaCatalog.fingerprint(schema));
    }

    @Test
    void idsAreUniqueConsecutiveAndBeyondTheReachOfRegistries() {
        List<Integer> ids = catalog.entries().stream().map(Entry::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 1_900_000_000);
        assertThat(ids)
                .isEqualTo(Stream.iterate(1_900_000_001, id -> id + 1)
                        .limit(ids.size())
                        .toList());
    }

    @Test
    void aLineNamesTheRecordThatItsFileHolds() {
        assertThat(catalog.entries()).allSatisfy(entry -> {
            assertThat(SchemaFolder.recordOf(entry.file())).isEqualTo(entry.record());
            assertThat(SchemaFolder.schema(entry.file()).getName()).isEqualTo(entry.record());
        });
    }

    /** What a release wrote stands in topics for ever: its ids may never mean anything else. */
    @Test
    void theIdsOfTheFirstReleaseAreFixed() {
        assertThat(catalog.entries().subList(0, 8))
                .extracting(entry -> entry.id() % 100 + " " + entry.record())
                .containsExactly(
                        "1 Article",
                        "2 StoryState",
                        "3 EntityMentions",
                        "4 Claim",
                        "5 Statement",
                        "6 ActorCounts",
                        "7 MentionCounts",
                        "8 Alias");
    }

    @Test
    void unknownIdsAndSchemasAreNotInvented() {
        Schema other = Schema.createRecord("Other", "", "a", false, List.of());

        assertThat(catalog.schemaOf(1)).isEmpty();
        assertThat(catalog.schemaOf(1_900_000_000)).isEmpty();
        assertThatThrownBy(() -> catalog.idOf("t-value", other))
                .isInstanceOf(SchemaCatalogException.class)
                .hasMessageContaining("a.Other")
                .hasMessageContaining("ids.lock");
    }

    @Test
    void aLockThatDoesNotFitItsSchemasStopsTheProgram() {
        String lock = SchemaFolder.read("ids.lock");
        String line =
                lock.lines().filter(l -> l.startsWith("1900000008")).findFirst().orElseThrow();

        refused(lock.replace("1900000008 fe5e", "1900000008 0000"), "is not the one that ids.lock names");
        refused(lock + line + "\n", "1900000008 twice");
        refused(lock + line.replace("1900000008", "8") + "\n", "reserved range");
        refused(lock + "1900000009 Alias.avsc\n", "must be: id fingerprint record file");
        refused(lock + line.replace("1900000008", "many") + "\n", "must be: id fingerprint record file");
    }

    private static void refused(String lock, String reason) {
        UnaryOperator<String> read = file -> file.equals("ids.lock") ? lock : SchemaFolder.read(file);
        assertThatThrownBy(() -> BundledSchemaCatalog.load(read))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }
}
