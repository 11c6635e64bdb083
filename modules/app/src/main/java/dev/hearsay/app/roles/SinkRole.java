package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.FencedException;
import dev.hearsay.store.Sink;
import dev.hearsay.store.SinkCommit;
import dev.hearsay.store.SinkMetrics;
import dev.hearsay.store.SinkSettings;
import dev.hearsay.web.metrics.Metrics;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The output topics into the database. */
public final class SinkRole implements Role {
    private final Sink sink;
    private final Thread thread;

    private SinkRole(Sink sink, Thread thread) {
        this.sink = sink;
        this.thread = thread;
    }

    /** Starts the sink; {@code onFault} is told when it cannot go on. The database stays open when it is closed. */
    public static SinkRole start(
            Database database, Topics topics, SinkSettings settings, Metrics metrics, Consumer<Failure> onFault) {
        Sink sink;
        try {
            sink = new Sink(database, topics, settings);
        } catch (KafkaException e) {
            throw Failure.usage("Kafka's settings are wrong: " + ProcessingFaults.reason(e) + ".");
        }
        sink.onCommit(metrics.sink(sink::metrics));
        Thread thread = new Thread(() -> run(sink, onFault), "sink");
        thread.start();
        return new SinkRole(sink, thread);
    }

    private static void run(Sink sink, Consumer<Failure> onFault) {
        try {
            sink.run();
        } catch (FencedException e) {
            onFault.accept(Failure.cannotRun("The sink stops: " + ProcessingFaults.reason(e) + ".", e));
        } catch (DatabaseException | KafkaException e) {
            onFault.accept(Failure.cannotRun("The sink cannot go on: " + ProcessingFaults.reason(e) + ".", e));
        } catch (RuntimeException | Error e) {
            onFault.accept(Failure.defect("The sink failed: " + ProcessingFaults.reason(e) + ".", e));
        }
    }

    /** Also tells this one of every commit. */
    public void onCommit(SinkCommit.Listener listener) {
        sink.onCommit(listener);
    }

    @Override
    public String part() {
        return "sink";
    }

    @Override
    public Optional<String> obstacle() {
        SinkMetrics metrics = sink.metrics();
        if (!thread.isAlive()) {
            return Optional.of("it has stopped");
        }
        return metrics.databaseReachable() ? Optional.empty() : Optional.of("the database does not answer");
    }

    @Override
    public void close() {
        sink.close();
    }
}
