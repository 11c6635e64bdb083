package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.cause;
import static dev.hearsay.store.Samples.claim;
import static dev.hearsay.store.Samples.produced;
import static dev.hearsay.store.Samples.statement;
import static dev.hearsay.store.Samples.story;
import static dev.hearsay.store.Samples.tombstone;
import static dev.hearsay.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of a killed story are in none of SQLite's files, not even in pages that are free. */
class RemovedWordsTest {
    private static final String MARK = "Quibblesnatch";

    @TempDir
    Path folder;

    @Test
    void aKillTakesTheWordsOutOfEveryFile() throws Exception {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
                Writing writing = new Writing(database)) {
            for (int i = 0; i < 40; i++) {
                writing.commit(version("v" + i, i));
            }
            for (int i = 0; i < 200; i++) {
                writing.commit(produced(
                        TOPICS.claims(),
                        claim("o" + i, "other", "tom", "plain words " + i).build()));
            }
            assertThat(filesWith(MARK)).isNotEmpty();

            List<ProducerRecord<byte[], byte[]>> kill = new ArrayList<>();
            kill.add(produced(TOPICS.stories(), story("bad", StoryStatus.KILLED, Cause.KILLED)));
            kill.add(with(tombstone(TOPICS.claims(), "v39"), cause("bad", StoryStatus.KILLED, Cause.KILLED)));
            for (int i = 0; i < 40; i++) {
                kill.add(tombstone(TOPICS.statements(), Keys.statement("mira", "f-" + words(i).hashCode())));
            }
            writing.commit(kill);
            writing.scrub();

            assertThat(filesWith(MARK)).isEmpty();
            assertThat(filesWith(MARK.toLowerCase(java.util.Locale.ROOT)))
                    .as("the search index")
                    .isEmpty();
            assertThat(new Queries(database)
                            .claims(ClaimFilter.ALL, java.util.Optional.empty(), 1_000)
                            .rows())
                    .hasSize(200);
            assertThat(new ClaimChanges(database).ofStory("wire:bad"))
                    .hasSize(80)
                    .allSatisfy(change -> assertThat(change.content()).isEmpty());
        }
    }

    /** Each version has one claim of its own; the one before is gone. */
    private static List<ProducerRecord<byte[], byte[]>> version(String claimId, int i) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(produced(TOPICS.stories(), story("bad", StoryStatus.USABLE, Cause.REVISED)));
        if (i > 0) {
            records.add(
                    with(tombstone(TOPICS.claims(), "v" + (i - 1)), cause("bad", StoryStatus.USABLE, Cause.REVISED)));
        }
        records.add(with(
                produced(
                        TOPICS.claims(),
                        claim(claimId, "bad", "mira", words(i))
                                .setHeadline(MARK + " headline")
                                .build()),
                cause("bad", StoryStatus.USABLE, Cause.REVISED)));
        records.add(produced(TOPICS.statements(), statement("mira", words(i), "Post", "2026-11-23T12Z")));
        return records;
    }

    private static String words(int i) {
        return (MARK + " says number " + i + ". ").repeat(i % 7 == 0 ? 300 : 3) + MARK + i;
    }

    private List<String> filesWith(String word) throws IOException, SQLException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
