package dev.hearsay.bench.pipeline;

import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.store.Queries;
import dev.hearsay.store.Totals;
import dev.hearsay.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hearsay-bench pipeline}. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole pipeline in this JVM (embedded broker, both topologies, sink on SQLite) and, on the same",
            "broker with the same bytes, a topology that only passes records through. Prints stories a second, from the",
            "first record sent to the last count in the database, and the latency from a story's acceptance by Kafka to",
            "its count in the database, at a fixed rate."
        })
public final class PipelineBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 2_000;
    private static final int LATENCY_FIRST_NUMBER = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration EFFECT_PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--stories", defaultValue = "20000", description = "Invented stories (default: ${DEFAULT-VALUE}).")
    private int stories;

    @Option(names = "--bytes", defaultValue = "4096", description = "Bytes of each (default: ${DEFAULT-VALUE}).")
    private int bytes;

    @Option(names = "--wire", paramLabel = "FILE", description = "A wire file instead of invented stories.")
    private @Nullable Path wire;

    @Option(names = "--partitions", defaultValue = "4", description = "Of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--threads", defaultValue = "1", description = "Of each topology (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--rate",
            defaultValue = "50",
            description = "Stories a second while latency is measured (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "How long latency is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    /** What was measured of one of the two. */
    private record Measured(Duration time, Latencies.Sorted latencies) {
        double perSecond(Load load) {
            return load.size() / (time.toNanos() / 1e9);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("hearsay-bench");
        try {
            run(folder);
        } finally {
            DataDirectory.delete(folder);
        }
        return 0;
    }

    private void run(Path folder) throws IOException, ExecutionException, InterruptedException {
        Topics topics = Topics.of(Topics.DEFAULT_PREFIX, partitions, BundledSchemaCatalog.load());
        SyntheticWire synthetic = new SyntheticWire(1, bytes);
        Load load = wire == null
                ? Load.synthetic(synthetic, 0, stories, topics.articles())
                : Load.wire(wire, topics.articles());
        Load warmUp = Load.synthetic(new SyntheticWire(2, bytes), 0, WARM_UP, topics.articles());
        Load paced = Load.synthetic(synthetic, LATENCY_FIRST_NUMBER, rate * seconds, topics.articles());
        Pipeline.Settings settings = new Pipeline.Settings(
                0,
                WebSettings.on(0),
                Topics.DEFAULT_PREFIX,
                BundledSchemaCatalog.load(),
                partitions,
                threads,
                Optional.empty(),
                new TreeMap<>());
        try (DataDirectory directory = DataDirectory.hold(folder);
                Lifetime lifetime = Lifetime.begin()) {
            Pipeline pipeline = Pipeline.start(directory, settings, lifetime);
            String bootstrap = pipeline.cluster().bootstrap();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                    Producer<String, byte[]> producer = producer(bootstrap)) {
                Measured passThrough = passThrough(admin, bootstrap, producer, folder, load, warmUp, paced);
                Measured whole = whole(admin, pipeline, lifetime, producer, load, warmUp, paced);
                print(load, passThrough, whole, new Queries(pipeline.database()));
            }
        }
    }

    private Measured passThrough(
            Admin admin,
            String bootstrap,
            Producer<String, byte[]> producer,
            Path folder,
            Load load,
            Load warmUp,
            Load paced)
            throws ExecutionException, InterruptedException {
        note("pass-through");
        Latencies latencies = new Latencies();
        try (PassThrough copy = PassThrough.start(
                admin, bootstrap, folder.resolve("pass-through"), partitions, threads, latencies::seen)) {
            await("the pass-through topology runs", EFFECT_PATIENCE, copy::running, () -> false);
            throughput(producer, copy.topic(), warmUp, copy::settled, () -> false);
            Duration time = throughput(producer, copy.topic(), load, copy::settled, () -> false);
            return new Measured(time, latencies(producer, copy.topic(), paced, Load.Item::key, latencies, () -> false));
        }
    }

    private Measured whole(
            Admin admin,
            Pipeline pipeline,
            Lifetime lifetime,
            Producer<String, byte[]> producer,
            Load load,
            Load warmUp,
            Load paced) {
        note("pipeline");
        String topic = pipeline.topics().articles().name();
        PipelineLag lag = new PipelineLag(
                admin, pipeline.topics(), Applications.of(Topics.DEFAULT_PREFIX), new Queries(pipeline.database()));
        Latencies latencies = new Latencies();
        pipeline.sink().onCommit(commit -> latencies.seen(commit.actors()));
        throughput(producer, topic, warmUp, lag::settled, lifetime::over);
        Duration time = throughput(producer, topic, load, lag::settled, lifetime::over);
        Map<String, String> witnesses = new TreeMap<>();
        for (int i = 0; i < paced.size(); i++) {
            witnesses.put(
                    paced.items().get(i).key(), NormalizedName.of(SyntheticWire.witness(LATENCY_FIRST_NUMBER + i)));
        }
        return new Measured(
                time, latencies(producer, topic, paced, item -> witnesses.get(item.key()), latencies, lifetime::over));
    }

    /** From the first record sent to everything done. */
    private static Duration throughput(
            Producer<String, byte[]> producer, String topic, Load load, BooleanSupplier done, BooleanSupplier failed) {
        long start = System.nanoTime();
        for (Load.Item item : load.items()) {
            producer.send(new ProducerRecord<>(topic, item.key(), item.value()));
        }
        producer.flush();
        await("all is done", PATIENCE, done, failed);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Sends at the fixed rate; a story is accepted when Kafka has acknowledged it. */
    private Latencies.Sorted latencies(
            Producer<String, byte[]> producer,
            String topic,
            Load load,
            Function<Load.Item, String> name,
            Latencies latencies,
            BooleanSupplier failed) {
        long start = System.nanoTime();
        for (int i = 0; i < load.size(); i++) {
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Load.Item item = load.items().get(i);
            String effect = name.apply(item);
            producer.send(new ProducerRecord<>(topic, item.key(), item.value()), (metadata, failure) -> {
                if (failure == null) {
                    latencies.accepted(effect);
                }
            });
        }
        producer.flush();
        await("every story has had its effect", EFFECT_PATIENCE, () -> latencies.open() == 0, failed);
        return latencies.sorted();
    }

    private static void note(String stage) {
        System.err.println("measuring: " + stage);
    }

    private static Producer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "batch.size",
                        128 * 1024,
                        "linger.ms",
                        5,
                        "enable.metrics.push",
                        false),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void await(String what, Duration patience, BooleanSupplier condition, BooleanSupplier failed) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (failed.getAsBoolean()) {
                throw new IllegalStateException("the pipeline failed while it was awaited that " + what);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + patience.toMinutes() + " minutes in vain until " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void print(Load load, Measured passThrough, Measured whole, Queries queries) {
        System.out.printf(
                Locale.ROOT,
                "%,d stories of %,d bytes on average (%s); %d partitions, %d threads a topology; %d cores, Java %s, %s%n",
                load.size(),
                load.bytes() / load.size(),
                wire == null ? "invented" : wire.getFileName(),
                partitions,
                threads,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.arch"));
        Totals totals = queries.totals();
        System.out.printf(
                Locale.ROOT,
                "latency at %d stories a second for %d s; in the database at the end, warm-up and all: %,d stories,"
                        + " %,d claims, %,d statements of %,d actors%n%n",
                rate,
                seconds,
                totals.usableStories(),
                totals.claims(),
                totals.statements(),
                totals.actors());
        System.out.printf("%-14s %10s %12s %10s %10s%n", "", "seconds", "stories/s", "p50 ms", "p99 ms");
        row("pass-through", load, passThrough);
        row("pipeline", load, whole);
        System.out.printf(
                Locale.ROOT,
                "%-14s %10s %12.3f %10.1f %10.1f%n",
                "ratio",
                "",
                whole.perSecond(load) / passThrough.perSecond(load),
                ratio(whole, passThrough, 0.5),
                ratio(whole, passThrough, 0.99));
    }

    private static void row(String name, Load load, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-14s %10.1f %,12.0f %10d %10d%n",
                name,
                measured.time().toMillis() / 1000.0,
                measured.perSecond(load),
                measured.latencies().quantile(0.5).toMillis(),
                measured.latencies().quantile(0.99).toMillis());
    }

    private static double ratio(Measured whole, Measured passThrough, double share) {
        return (double) whole.latencies().quantile(share).toNanos()
                / passThrough.latencies().quantile(share).toNanos();
    }
}
