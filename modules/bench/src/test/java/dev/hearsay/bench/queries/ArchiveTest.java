package dev.hearsay.bench.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.store.ActorTotal;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Explanations;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TopQuery;
import dev.hearsay.store.Writing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @Test
    void everyActorSpeaksAndEveryCountIsTheSumOfItsClaims(@TempDir Path folder) throws Exception {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("archive.db")));
                Writing writing = new Writing(database)) {
            new Archive(3_000, 300).writeTo(writing);
            Queries queries = new Queries(database);
            assertThat(queries.totals().claims()).isEqualTo(3_000);
            List<ActorTotal> actors = queries.top(TopQuery.by(Measure.REPORTS, 1_000));
            assertThat(actors.size()).isGreaterThan(280);
            Explanations explanations = new Explanations(database);
            for (ActorTotal actor : actors.subList(0, 40)) {
                for (Measure measure : Measure.values()) {
                    assertThat(explanations
                                    .measure(
                                            actor.actor().id(),
                                            measure,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            1)
                                    .settled())
                            .isTrue();
                }
                assertThat(explanations
                                .mentions(actor.actor().id(), Optional.empty(), Optional.empty(), 1)
                                .settled())
                        .isTrue();
            }
        }
    }
}
