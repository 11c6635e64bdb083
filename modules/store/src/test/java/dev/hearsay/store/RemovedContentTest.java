package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.ClaimType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedContentTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aCorrectionShowsWhatItTookOutAndAKillDoesNot() throws Exception {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
                Newsroom newsroom = new Newsroom(database, 1, 5)) {
            ClaimChanges changes = new ClaimChanges(database);
            String story =
                    newsroom.publish("a", NOON, "Harbor Post", List.of(said(newsroom, "one"), said(newsroom, "two")));
            newsroom.commit();
            String name = newsroom.speakers().get(0).name();
            newsroom.publish("a", NOON, "Harbor Post", List.of(said(newsroom, "one")));
            newsroom.commit();
            assertThat(changes.ofStory(story))
                    .filteredOn(change -> change.after().isEmpty())
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.cause()).isEqualTo(Cause.REVISED);
                        assertThat(change.removed()).contains("“two,”");
                        assertThat(change.headline()).isPresent();
                        assertThat(change.before().orElseThrow().actorName()).contains(name);
                    });

            newsroom.kill(story);
            newsroom.commit();
            assertThat(changes.ofStory(story)).extracting(ClaimChange::removed).containsOnly(Optional.empty());
            assertThat(changes.ofStory(story)).extracting(ClaimChange::content).containsOnly(Optional.empty());
            assertThat(changes.ofStory(story)).extracting(ClaimChange::headline).containsOnly(Optional.empty());
            assertThat(changes.ofStory(story))
                    .as("nothing else is known of whom it quoted")
                    .allSatisfy(change -> assertThat(change.before().flatMap(ClaimChange.Side::actorName))
                            .isEmpty());
        }
    }

    private static Newsroom.Said said(Newsroom newsroom, String words) {
        return new Newsroom.Said(newsroom.speakers().get(0), Act.STATEMENT, ClaimType.DIRECT, words, List.of());
    }
}
