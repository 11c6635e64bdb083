package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.reconcile.TopicRecount;
import dev.hearsay.app.roles.Extraction;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.CountRow;
import dev.hearsay.store.Database;
import dev.hearsay.store.Difference;
import dev.hearsay.store.Queries;
import dev.hearsay.store.Reconciliation;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay reconcile}. */
@Command(
        name = "reconcile",
        description = {
            "Check that the counts are right: count everything again from the claims and entities topics, and",
            "compare with the database. The pipeline may be at work: what differs is read again until it is",
            "equal, or has not changed for 5 seconds; then it is a difference, is listed, and the exit code is 1.",
            "",
            "With --deep the retained articles are read and extracted again, which takes as long as it took the",
            "first time; best while no story comes in."
        },
        footer = {"", "Examples:", "  hearsay reconcile", "  hearsay reconcile --deep --format json"})
public final class ReconcileCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DataOptions data;

    @Option(names = "--deep", description = "Extract the retained articles again.")
    private boolean deep;

    @Mixin
    private OutputOptions output;

    ReconcileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Database database = data.existing()) {
            Cluster cluster = kafka.cluster();
            Topics topics;
            try (Admin admin = cluster.connect(kafka.patience())) {
                topics = kafka.existingTopics(admin);
            }
            Reconciliation.Report report;
            try (TopicRecount recount = deep
                    ? TopicRecount.ofArticles(cluster, topics, Extraction.open(), System.currentTimeMillis())
                    : TopicRecount.ofClaims(cluster, topics)) {
                report = new Reconciliation().run(recount, Reconciliation.live(new Queries(database)));
            } catch (KafkaException e) {
                throw Failure.cannotRun("The topics cannot be read: " + e.getMessage() + ".", e);
            }
            output.print(rows(report));
            terminal.note("hearsay: " + report.compared() + " rows of counts compared, "
                    + report.settled().size()
                    + " differ"
                    + (report.inFlight().isEmpty()
                            ? "."
                            : ", " + report.inFlight().size() + " are still moving."));
            return report.clean() ? 0 : Failure.FOUND;
        }
    }

    private static Rows rows(Reconciliation.Report report) {
        Rows rows = new Rows(
                Column.text("difference"),
                Column.text("table"),
                Column.text("id"),
                Column.text("part"),
                Column.text("recounted"),
                Column.text("live"));
        report.settled().forEach(difference -> add(rows, "settled", difference));
        report.inFlight().forEach(difference -> add(rows, "in flight", difference));
        return rows;
    }

    private static void add(Rows rows, String kind, Difference difference) {
        rows.add(
                kind,
                difference.key().table().label(),
                difference.key().id(),
                difference.key().part(),
                difference.recounted().map(ReconcileCommand::shown).orElse("no row"),
                difference.live().map(ReconcileCommand::shown).orElse("no row"));
    }

    private static String shown(CountRow row) {
        StringBuilder out = new StringBuilder(row.name() + " (" + row.type() + ")");
        List<String> measures = row.key().table().measures();
        for (int i = 0; i < measures.size(); i++) {
            if (row.measures().get(i) != 0) {
                out.append(' ')
                        .append(measures.get(i))
                        .append('=')
                        .append(row.measures().get(i));
            }
        }
        return out.toString();
    }
}
