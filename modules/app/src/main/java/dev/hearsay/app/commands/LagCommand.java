package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.store.Database;
import dev.hearsay.store.Queries;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay lag}. */
@Command(
        name = "lag",
        description = {
            "How much of what was fed is not in the counts yet, by stage, in records (the markers of",
            "transactions among them). With --settle it waits until there is nothing left."
        },
        footer = {"", "Example:", "  hearsay feed stories.jsonl && hearsay lag --settle && hearsay top"})
public final class LagCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 250;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DataOptions data;

    @Option(names = "--settle", description = "Wait until everything that was fed is counted.")
    private boolean settle;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws InterruptedException {
        try (Database database = data.existing()) {
            Cluster cluster = kafka.cluster();
            try (Admin admin = cluster.connect(kafka.patience())) {
                PipelineLag lag = new PipelineLag(
                        admin, kafka.existingTopics(admin), kafka.applications(), new Queries(database));
                while (settle && !lag.settled()) {
                    Thread.sleep(POLL_MILLIS);
                }
                PipelineLag.Lag now = lag.lag();
                output.print(new Rows(Column.text("stage"), Column.number("records"))
                        .add("extract", now.extraction())
                        .add("count", now.counting())
                        .add("write", now.sink()));
            } catch (KafkaException e) {
                throw Failure.cannotRun("Kafka does not say how far it is: " + e.getMessage() + ".", e);
            }
        }
        return 0;
    }
}
