package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Queries;
import dev.hearsay.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** The whole pipeline in the test's JVM, and commands that run against it. */
final class RunningPipeline implements AutoCloseable {
    private final Path data;
    private final DataDirectory directory;
    private final Lifetime lifetime;
    private final Pipeline pipeline;

    private RunningPipeline(Path data, DataDirectory directory, Lifetime lifetime, Pipeline pipeline) {
        this.data = data;
        this.directory = directory;
        this.lifetime = lifetime;
        this.pipeline = pipeline;
    }

    static RunningPipeline start(Path data) {
        DataDirectory directory = DataDirectory.hold(data);
        Lifetime lifetime = Lifetime.begin();
        Pipeline pipeline = Pipeline.start(
                directory,
                new Pipeline.Settings(
                        0,
                        WebSettings.on(0),
                        Topics.DEFAULT_PREFIX,
                        BundledSchemaCatalog.load(),
                        2,
                        1,
                        Optional.empty(),
                        new TreeMap<>()),
                lifetime);
        return new RunningPipeline(data, directory, lifetime, pipeline);
    }

    /** Runs a command that talks to Kafka. */
    CommandRun kafka(String... arguments) {
        return run(arguments, "--bootstrap", cluster().bootstrap());
    }

    /** Runs a command that reads the database. */
    CommandRun data(String... arguments) {
        return run(arguments, "--data", data.toString());
    }

    /** Runs a command that does both. */
    CommandRun both(String... arguments) {
        return run(
                arguments, "--data", data.toString(), "--bootstrap", cluster().bootstrap());
    }

    private static CommandRun run(String[] arguments, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(Arrays.asList(more));
        return CommandRun.of(all.toArray(String[]::new));
    }

    Cluster cluster() {
        return pipeline.cluster();
    }

    Topics topics() {
        return pipeline.topics();
    }

    Queries queries() {
        return new Queries(pipeline.database());
    }

    int webPort() {
        return pipeline.web().port();
    }

    /** Waits until everything that was fed is counted. */
    void awaitSettled() {
        try (Admin admin = Admin.create(cluster().properties())) {
            PipelineLag lag = new PipelineLag(admin, topics(), Applications.of(Topics.DEFAULT_PREFIX), queries());
            Awaitility.await("everything is counted")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("the pipeline has ended", lifetime::over)
                    .untilAsserted(
                            () -> assertThat(lag.settled()).as("%s", lag.lag()).isTrue());
        }
    }

    @Override
    public void close() {
        lifetime.close();
        directory.close();
    }
}
